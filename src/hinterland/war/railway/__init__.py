"""The railway under occupation: gauge, rolling stock, repair, yards, and the routing of trains to railheads.

State: capacity and closures of each line, locomotives and wagons, repair crews, trains that ran and arrived. The
package takes damage from `sabotage` and the demand for trains from the forcing; `joint_operations` and `requisition`
read the traffic.
"""
