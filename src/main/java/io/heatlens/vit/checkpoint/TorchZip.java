package io.heatlens.vit.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

import io.heatlens.vit.checkpoint.TorchFile.Region;
import io.heatlens.vit.checkpoint.TorchFile.Saved;

/**
 * Reads PyTorch's format since its version 1.6: a zip file with one folder, in which
 * {@code data.pkl} is a pickle and {@code data/KEY} are the storages.
 */
final class TorchZip {

	private static final String PICKLE = "data.pkl";

	private TorchZip() {
	}

	/**
	 * Reads a file.
	 * @param file the file
	 * @return the saved object and the storages
	 * @throws InvalidModelException if the file is damaged or of another kind
	 * @throws IOException if the file cannot be read
	 */
	static Saved read(FileBytes file) throws IOException {
		Map<String, ZipDirectory.Entry> entries = ZipDirectory.read(file);
		String folder = folder(entries);
		if (entries.keySet().stream().anyMatch((name) -> name.startsWith(folder + "code/"))) {
			throw new InvalidModelException(
					"is a TorchScript program, which is not read; save the weights with torch.save(model.state_dict(), ...)");
		}
		ZipDirectory.Entry order = entries.get(folder + "byteorder");
		if (order != null && !new String(content(file, order), StandardCharsets.US_ASCII).strip().equals("little")) {
			throw new InvalidModelException(
					"was written by a machine with another order of bytes; only little is read");
		}
		Object content = new Unpickler(
				ByteBuffer.wrap(content(file, Objects.requireNonNull(entries.get(folder + PICKLE)))))
			.load();
		return new Saved(content, storages(entries, folder + "data/"));
	}

	private static String folder(Map<String, ZipDirectory.Entry> entries) {
		List<String> folders = entries.keySet()
			.stream()
			.filter((name) -> name.matches("(?s)[^/]*/" + PICKLE))
			.map((name) -> name.substring(0, name.length() - PICKLE.length()))
			.toList();
		if (folders.size() != 1) {
			throw new InvalidModelException(
					"is a zip file that torch.save did not write: it has %d files data.pkl instead of 1"
						.formatted(folders.size()));
		}
		return folders.get(0);
	}

	private static Map<String, Region> storages(Map<String, ZipDirectory.Entry> entries, String folder) {
		Map<String, Region> storages = new HashMap<>();
		entries.values().stream().filter((entry) -> entry.name().startsWith(folder)).forEach((entry) -> {
			if (entry.method() != ZipDirectory.STORED || entry.size() != entry.length()) {
				throw new InvalidModelException(
						"has compressed tensors, which torch.save does not write; save it again with torch.save");
			}
			storages.put(entry.name().substring(folder.length()), new Region(entry.offset(), entry.length()));
		});
		return storages;
	}

	private static byte[] content(FileBytes file, ZipDirectory.Entry entry) throws IOException {
		if (Math.max(entry.size(), entry.length()) > Unpickler.MAX_LENGTH) {
			throw new InvalidModelException("has a pickle of more than %d MB".formatted(Unpickler.MAX_LENGTH >> 20));
		}
		byte[] bytes = file.read(entry.offset(), (int) entry.length()).array();
		return switch (entry.method()) {
			case ZipDirectory.STORED -> bytes;
			case ZipDirectory.DEFLATED -> inflate(bytes, (int) entry.size());
			default -> throw new InvalidModelException("has a pickle that is compressed in an unknown way");
		};
	}

	private static byte[] inflate(byte[] bytes, int size) {
		Inflater inflater = new Inflater(true);
		try {
			inflater.setInput(bytes);
			byte[] content = new byte[size];
			if (inflater.inflate(content) != size) {
				throw PickleStack.damaged();
			}
			return content;
		}
		catch (DataFormatException ex) {
			throw PickleStack.damaged();
		}
		finally {
			inflater.end();
		}
	}

}
