"""Reads scenes from the Java generator (io.heatlens.scenes.SceneStream)."""

import queue
import subprocess
import threading

import numpy as np
import torch


class Scenes:
    """An endless stream of batches, or as many scenes as asked for."""

    def __init__(self, args, split, seed, size, smallest, largest, two, batch, count=0, first=0):
        self.size, self.batch = size, batch
        self.record = size * size * 3 + 10
        command = ["java", "-XX:+UseSerialGC", "-Xmx512m", "-cp", args.classes, "io.heatlens.scenes.SceneStream",
                   args.data, split, seed, first, count, size, smallest, largest, two]
        self.process = subprocess.Popen([str(word) for word in command], stdout=subprocess.PIPE)
        self.batches = queue.Queue(8)
        threading.Thread(target=self._read, daemon=True).start()

    def _read(self):
        while len(data := self.process.stdout.read(self.batch * self.record)) >= self.record:
            self.batches.put(self._decode(data[:len(data) // self.record * self.record]))
        self.batches.put(None)

    def _decode(self, data):
        records = np.frombuffer(data, np.uint8).reshape(-1, self.record)
        pixels = records[:, :-10].reshape(-1, self.size, self.size, 3)
        items = records[:, -10:].reshape(-1, 2, 5)
        present = np.zeros((len(records), 11), np.float32)
        for column in range(2):
            present[np.arange(len(records)), np.minimum(items[:, column, 0], 10)] = 1
        return torch.from_numpy(pixels.copy()), torch.from_numpy(present[:, :10]), items.astype(int)

    def __iter__(self):
        while (batch := self.batches.get()) is not None:
            yield batch

    def close(self):
        self.process.kill()
        self.process.wait()


def prepare(pixels):
    """Bytes (batch, size, size, 3) to -1..1 (batch, 3, size, size)."""
    return pixels.permute(0, 3, 1, 2).float().div_(127.5).sub_(1)
