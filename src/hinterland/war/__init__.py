"""The war: one file a subsystem, each with its state, its rules and its kernels; none imports another."""
