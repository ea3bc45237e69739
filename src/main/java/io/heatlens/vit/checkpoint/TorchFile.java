package io.heatlens.vit.checkpoint;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A file that {@code torch.save} wrote.
 *
 * @param file the file
 * @param content the dictionary that was saved
 * @param regions where the storages lie in the file, by their keys
 */
record TorchFile(Path file, Dictionary content, Map<String, Region> regions) {

	private static final int MAX_SHARING = 4;

	/**
	 * Reads a file, except for the elements of its tensors.
	 * @param path the file, which is not trusted
	 * @return the file
	 * @throws InvalidModelException if the file cannot be read, is damaged, or holds
	 * other objects than weights
	 */
	static TorchFile read(Path path) {
		try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
			FileBytes bytes = new FileBytes(channel, channel.size());
			Saved saved = read(bytes, bytes.start());
			if (!(saved.content() instanceof Dictionary dictionary)) {
				throw new InvalidModelException("does not hold a dictionary of tensors; " + Globals.ADVICE);
			}
			return new TorchFile(path, dictionary, saved.regions());
		}
		catch (IOException ex) {
			throw new InvalidModelException(path.getFileName() + " cannot be read", ex);
		}
		catch (InvalidModelException ex) {
			throw new InvalidModelException(path.getFileName() + " " + ex.getMessage(), ex);
		}
	}

	private static Saved read(FileBytes bytes, byte[] start) throws IOException {
		if (OtherContent.isSafetensors(start)) {
			throw new InvalidModelException("is in the format of safetensors; rename it to model.safetensors");
		}
		if (OtherContent.isZip(start)) {
			return TorchZip.read(bytes);
		}
		if (OtherContent.isPickle(start)) {
			return TorchLegacy.read(bytes);
		}
		throw new InvalidModelException(OtherContent.describe(start).orElse("is not a file that torch.save wrote"));
	}

	/**
	 * Finds the tensors of one dictionary of the file.
	 * @param dictionary the dictionary; entries that are no tensors are passed over
	 * @return where each tensor lies, by its name
	 * @throws InvalidModelException if a tensor has no storage in the file, or if the
	 * tensors are much larger than the file
	 */
	Map<String, TensorEntry> tensors(Dictionary dictionary) {
		Map<String, TensorEntry> entries = new LinkedHashMap<>();
		dictionary.entries().forEach((name, value) -> {
			if (value instanceof StoredTensor tensor) {
				entries.put(name, entry(name, tensor));
			}
		});
		checkSize(entries.values());
		return entries;
	}

	// Tensors may share a storage, but a small file is not to fill the memory that way.
	private void checkSize(Collection<TensorEntry> entries) {
		BigInteger bytes = BigInteger.ZERO;
		for (TensorEntry entry : entries) {
			bytes = bytes.add(BigInteger.valueOf(entry.count() * entry.type().bytes()));
		}
		BigInteger stored = this.regions.values()
			.stream()
			.map((region) -> BigInteger.valueOf(region.length()))
			.reduce(BigInteger.ZERO, BigInteger::add);
		if (bytes.compareTo(stored.multiply(BigInteger.valueOf(MAX_SHARING))) > 0) {
			throw new InvalidModelException(
					"%s has tensors of %d bytes that share %d bytes".formatted(this.file.getFileName(), bytes, stored));
		}
	}

	private TensorEntry entry(String name, StoredTensor tensor) {
		if (name.chars().anyMatch(Character::isISOControl)) {
			throw new InvalidModelException(this.file.getFileName() + " has a tensor whose name is not printable");
		}
		Region region = this.regions.get(tensor.storage().key());
		if (region == null || region.length() != tensor.storage().bytes()) {
			throw new InvalidModelException("%s should have %d bytes for %s, but has %s".formatted(
					this.file.getFileName(), tensor.storage().bytes(), name, (region != null) ? region.length() : 0));
		}
		int size = tensor.type().bytes();
		return new TensorEntry(this.file, name, tensor.type(), tensor.shape(),
				tensor.contiguous() ? List.of() : tensor.strides(), region.offset() + tensor.offset() * size,
				tensor.span() * size);
	}

	/**
	 * What a reader of a format finds.
	 *
	 * @param content the object that was saved
	 * @param regions where the storages lie in the file, by their keys
	 */
	record Saved(Object content, Map<String, Region> regions) {
	}

	/**
	 * A part of a file.
	 *
	 * @param offset the distance from the start of the file in bytes
	 * @param length the number of bytes
	 */
	record Region(long offset, long length) {
	}

}
