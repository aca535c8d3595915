"""Instructions counted by valgrind's callgrind: a cost that is the same on a busy machine."""
import re
import subprocess


def instructions(command, within=None, codes=(0,)):
    """How many a command takes, in all or within one function and what it calls; None when it ends with another exit code
    or cannot be counted."""
    line = ["valgrind", "--tool=callgrind", "--callgrind-out-file=/dev/null", *command]
    if within:
        line.insert(2, f"--toggle-collect={within}")
    run = subprocess.run(line, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, check=False)
    found = re.search(rb"Collected : (\d+)", run.stderr)
    return int(found.group(1)) if run.returncode in codes and found else None
