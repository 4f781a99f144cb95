"""Writes protoc's verdicts into tables: `python verdicts.py TABLE…`, with `grpcio-tools`.

What is marked `accept*` stays so: Buffa rejects it all the same.
"""

import concurrent.futures
import os
import subprocess
import sys
import tempfile

import grpc_tools

INCLUDE = os.path.join(os.path.dirname(grpc_tools.__file__), "_proto")
WHITE = {ord(mark): white for mark, white in zip("⏎␉␋␌␍", "\n\t\v\f\r")}


def verdict(schema):
    """Whether protoc accepts a schema, and what it says if it does not."""
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "case.proto")
        with open(path, "wb") as file:
            file.write(schema.encode())
        command = [sys.executable, "-m", "grpc_tools.protoc", "-I" + folder, "-I" + INCLUDE]
        command += ["--descriptor_set_out=" + os.devnull, path]
        ended = subprocess.run(command, capture_output=True)
        if ended.returncode < 0:
            return "reject", "protoc crashes"
        said = ended.stderr.decode(errors="replace").strip().split("\n")[0]
        if ended.returncode == 0:
            return "accept", ""
        return "reject", said.split(": ", 1)[-1].replace("\t", " ")


def rewrite(name):
    with open(name, newline="") as file:
        prelude, cases = file.read().split("---\n", 1)
    rows = [line.split("\t") for line in cases.rstrip("\n").split("\n")]
    schemas = [prelude + row[1].translate(WHITE) + "\n" for row in rows]
    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        verdicts = list(pool.map(verdict, schemas))
    with open(name, "w", newline="") as file:
        file.write(prelude + "---\n")
        for row, (judged, said) in zip(rows, verdicts):
            if row[0] == "accept*" and judged == "accept":
                judged = "accept*"
            file.write("\t".join([judged, row[1]] + ([said] if said else [])) + "\n")


if __name__ == "__main__":
    for table in sys.argv[1:]:
        rewrite(table)
