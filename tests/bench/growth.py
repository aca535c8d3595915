#!/usr/bin/python3
"""Time and memory from 10^4 to 10^7 relations, a tenth as many entities: growth.c on each file. QUICK=1 stops at 10^5.
The last row says the most memory that 10 million relations took; its limit is 6 GiB."""
import json
import os
import subprocess
import sys

build = os.environ.get("BUILD", "build")
folder = os.path.join(build, "bench")
sizes = [10**4, 10**5] if os.environ.get("QUICK") else [10**4, 10**5, 10**6, 10**7]
limit = 6 * 2**30

for count in sizes:
    path = os.path.join(folder, f"growth-{count}.jsonl")
    if not os.path.exists(path):
        with open(path + ".part", "w") as out:
            subprocess.run([os.path.join(folder, "generate"), str(count), "lines", str(count // 10)], stdout=out, check=True)
        os.rename(path + ".part", path)
    answer = subprocess.run([os.path.join(folder, "growth"), path, str(count)], stdout=subprocess.PIPE, text=True)
    if answer.returncode:
        sys.exit(f"growth.py: {count} relations ended with {answer.returncode}")
    rows = [json.loads(line) for line in answer.stdout.splitlines()]
    for row in rows:
        print(json.dumps(row | {"size": f"{count:,} relations"}))
    by_name = {row["what"]: row["peak"] for row in rows}
    if count == sizes[-1]:
        peak = by_name["PageRank"]
        print(json.dumps({"part": "growth", "what": "memory to load, select and rank", "size": f"{count:,} relations",
                          "ours": peak, "unit": "bytes", "peer": None, "theirs": None, "ratio": None,
                          "target": limit if count == 10**7 else None}))
    if count == 10**7:
        os.remove(path)  # 4 GB
