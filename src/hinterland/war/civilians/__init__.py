"""Civilians under occupation: who lives where, what the front, the occupier and hunger do to them.

State: people, food, fear and support by cell; people confined in ghettos or interned; hostages; family camps. It takes
policies from the forcing, gives recruits to `partisans`, responds to the attacks of `sabotage` and the fights of
`rivals`, and gives its deaths to `reporting`.
"""
