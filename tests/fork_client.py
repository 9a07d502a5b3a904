"""Stands for a process that is forked: gives its standard streams to the server at a path, and waits for its end."""

import socket
import sys

with socket.socket(socket.AF_UNIX) as client:
    client.connect(sys.argv[1])
    socket.send_fds(client, [b"."], [0, 1, 2])
    client.recv(1)
