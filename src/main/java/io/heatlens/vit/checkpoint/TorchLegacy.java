package io.heatlens.vit.checkpoint;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.heatlens.vit.checkpoint.TorchFile.Region;
import io.heatlens.vit.checkpoint.TorchFile.Saved;

/**
 * Reads PyTorch's format before its version 1.6: pickles of a magic number, of a version,
 * of the machine, of the saved object and of the keys of its storages, and then the
 * storages, each after the number of its elements in eight bytes.
 */
final class TorchLegacy {

	private static final BigInteger MAGIC = new BigInteger("1950a86a20f9469cfc6c", 16);

	private static final long VERSION = 1001;

	private TorchLegacy() {
	}

	/**
	 * Reads a file.
	 * @param file the file
	 * @return the saved object and the storages
	 * @throws InvalidModelException if the file is damaged or of another kind
	 * @throws IOException if the file cannot be read
	 */
	static Saved read(FileBytes file) throws IOException {
		ByteBuffer pickles = file.read(0, (int) Math.min(file.size(), Unpickler.MAX_LENGTH));
		if (!MAGIC.equals(new Unpickler(pickles).load())) {
			throw new InvalidModelException(
					"is a pickle that torch.save did not write, so it is not read; " + Globals.ADVICE);
		}
		if (!Long.valueOf(VERSION).equals(new Unpickler(pickles).load())) {
			throw new InvalidModelException("has an unknown version of PyTorch's older format");
		}
		if (!(new Unpickler(pickles).load() instanceof Dictionary machine)
				|| !Boolean.TRUE.equals(machine.entries().get("little_endian"))) {
			throw new InvalidModelException(
					"was written by a machine with another order of bytes; only little is read");
		}
		Unpickler unpickler = new Unpickler(pickles);
		Object content = unpickler.load();
		if (!(new Unpickler(pickles).load() instanceof List<?> keys)) {
			throw PickleStack.damaged();
		}
		return new Saved(content, storages(file, pickles.position(), keys, unpickler.storages()));
	}

	private static Map<String, Region> storages(FileBytes file, long start, List<?> keys, Map<String, Storage> storages)
			throws IOException {
		Map<String, Region> regions = new HashMap<>();
		long offset = start;
		for (Object key : keys) {
			Storage storage = (key instanceof String name) ? storages.get(name) : null;
			if (storage == null || regions.containsKey(storage.key())) {
				throw PickleStack.damaged();
			}
			long elements = file.read(offset, Long.BYTES).getLong();
			offset += Long.BYTES;
			if (elements != storage.elements() || storage.bytes() > file.size() - offset) {
				throw new InvalidModelException(
						"should have a storage of %d elements at byte %d, but has one of %d; it may be truncated"
							.formatted(storage.elements(), offset, elements));
			}
			regions.put(storage.key(), new Region(offset, storage.bytes()));
			offset += storage.bytes();
		}
		return regions;
	}

}
