"""Drain3 with its defaults over the logs of a folder: lines a second of processor time, the harmonic mean over them.

As RootOps is measured: messages without their header, each log repeated until it is warm, then timed.
"""
import csv
import logging
import pathlib
import sys
import time

from drain3 import TemplateMiner
from drain3.template_miner_config import TemplateMinerConfig


def repeat(miner, messages, seconds):
    start = time.process_time()
    lines = 0
    while True:
        for message in messages:
            miner.add_log_message(message)
        lines += len(messages)
        elapsed = time.process_time() - start
        if elapsed >= seconds:
            return lines / elapsed


def main(folder, warm_up):
    logging.disable(logging.CRITICAL)
    speeds = []
    for file in sorted(pathlib.Path(folder).glob("*.csv")):
        with open(file, newline="", encoding="utf-8") as rows:
            messages = [row["Content"] for row in csv.DictReader(rows)]
        miner = TemplateMiner(config=TemplateMinerConfig())
        repeat(miner, messages, warm_up)
        speeds.append(repeat(miner, messages, min(warm_up, 1)))
    print(round(len(speeds) / sum(1 / speed for speed in speeds)))


main(sys.argv[1], float(sys.argv[2]))
