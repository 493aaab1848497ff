"""Tables of what there is: claims, scenarios, parameters, quantities, and the formulas behind values."""
