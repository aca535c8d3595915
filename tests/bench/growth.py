#!/usr/bin/python3
"""Time and memory from 10^4 to 10^7 relations, a tenth as many entities: growth.c on each file. QUICK=1 stops at 10^5.
The last row says the most memory that 10 million relations took; its limit is 6 GiB."""
import json
import os
import subprocess
import sys

from measure import FOLDER, QUICK, made, row

sizes = [10**4, 10**5] if QUICK else [10**4, 10**5, 10**6, 10**7]
limit = 6 * 2**30

for count in sizes:
    path = made(f"growth-{count}.jsonl", os.path.join(FOLDER, "generate"), str(count), "lines", str(count // 10))
    answer = subprocess.run([os.path.join(FOLDER, "growth"), path, str(count)], stdout=subprocess.PIPE, text=True)
    if answer.returncode:
        sys.exit(f"growth.py: {count} relations ended with {answer.returncode}")
    rows = [json.loads(line) for line in answer.stdout.splitlines()]
    for stage in rows:
        print(json.dumps(stage | {"size": f"{count:,} relations"}))
    by_name = {stage["what"]: stage["peak"] for stage in rows}
    if count == sizes[-1]:
        row("memory to load, select and rank", f"{count:,} relations", by_name["PageRank"], "bytes",
            target=limit if count == 10**7 else None)
    if count == 10**7:
        os.remove(path)  # 4 GB
