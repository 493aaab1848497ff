"""The railway as the occupier runs it: gauge, rolling stock, repair, yards, and trains routed to the railheads.

State: capacity and closures of every line, locomotives and wagons, crews, what ran and arrived. It takes damage from
`sabotage`, the demand for trains from the forcing, and tells what it counted to `reporting`.
"""
