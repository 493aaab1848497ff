"""Command and information: orders, radio contact, intelligence, the underground, joint operations, propaganda.

State: orders received, radio sets and contact, reports of agents, members of the underground, printed copies and
their reach. The package reads the dated decisions of high staffs from the forcing, changes detachments and the
support of the people, and hands its knowledge of traffic and enemy troops to `sabotage` and `occupier`.
"""
