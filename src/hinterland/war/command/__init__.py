"""What is known and ordered: orders down the staffs, radio contact, intelligence, the underground, propaganda.

State: orders on their way, sets and contact, reports of agents, groups in towns, what is printed and read. It takes
the dated decisions of high staffs from the forcing, acts on `partisans`, and hands what it learns to `sabotage`.
"""
