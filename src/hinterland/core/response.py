"""How an effect grows with its cause: the one saturating response of the model."""

from hinterland.core.jit import kernel


@kernel
def saturate(x, half):
    """Return x / (x + half): 0 for none, 0.5 at `half` (in the unit of x), near 1 for much; x is not negative.

    Also known as the Michaelis-Menten law or Holling's second functional response. `saturate(0, 0)` is 0.
    """
    return x / (x + half) if x > 0.0 else 0.0
