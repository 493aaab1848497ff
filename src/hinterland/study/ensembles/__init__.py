"""Many runs: draws of parameters, processes and machines that play them, and the store that keeps them."""
