"""Where does the database come from when nobody has given an address?

A PostgreSQL of the checkout's own: found on the system or in the wheel, kept under `var/`, reached by a socket that
only this account opens, started as a child and stopped with us. Nothing here needs Django.
"""
