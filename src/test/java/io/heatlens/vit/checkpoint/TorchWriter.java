package io.heatlens.vit.checkpoint;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes files like those of {@code torch.save}, and others that are damaged or hostile.
 */
final class TorchWriter {

	private final ByteArrayOutputStream pickle = new ByteArrayOutputStream();

	private final ByteArrayOutputStream zip = new ByteArrayOutputStream();

	private final List<byte[]> directory = new ArrayList<>();

	TorchWriter() {
		operations(0x80, 2);
	}

	/** Adds operations of the pickle or their arguments. */
	TorchWriter operations(int... bytes) {
		for (int value : bytes) {
			this.pickle.write(value);
		}
		return this;
	}

	TorchWriter operations(String text, int... more) {
		return operations(text.chars().toArray()).operations(more);
	}

	TorchWriter repeat(int times, int... bytes) {
		for (int i = 0; i < times; i++) {
			operations(bytes);
		}
		return this;
	}

	TorchWriter text(String value) {
		byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
		operations('X').number(bytes.length);
		this.pickle.writeBytes(bytes);
		return this;
	}

	TorchWriter number(int value) {
		this.pickle.writeBytes(ByteBuffer.allocate(Integer.BYTES).order(ByteOrder.LITTLE_ENDIAN).putInt(value).array());
		return this;
	}

	TorchWriter whole(long value) {
		operations(0x8a, Long.BYTES);
		this.pickle.writeBytes(ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).putLong(value).array());
		return this;
	}

	TorchWriter tuple(long... values) {
		operations('(');
		for (long value : values) {
			whole(value);
		}
		return operations('t');
	}

	TorchWriter global(String module, String name) {
		return operations("c" + module + "\n" + name + "\n");
	}

	/** Adds a tensor of a storage of float32. */
	TorchWriter tensor(String key, long elements, long offset, long[] shape, long[] strides) {
		global("torch._utils", "_rebuild_tensor_v2").operations("((")
			.text("storage")
			.global("torch", "FloatStorage")
			.text(key)
			.text("cpu")
			.whole(elements);
		operations("tQ").whole(offset).tuple(shape).tuple(strides);
		return operations(0x89).global("collections", "OrderedDict").operations(")RtR");
	}

	/** Ends the pickle and adds it as an entry. */
	TorchWriter end() {
		operations('.');
		return entry("x/data.pkl", this.pickle.toByteArray());
	}

	/** Adds one tensor of the given values, named "weight", as the whole file. */
	static TorchWriter one(float... values) {
		ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * values.length).order(ByteOrder.LITTLE_ENDIAN);
		bytes.asFloatBuffer().put(values);
		return new TorchWriter().operations('}')
			.text("weight")
			.tensor("0", values.length, 0, new long[] { values.length }, new long[] { 1 })
			.operations('s')
			.end()
			.entry("x/data/0", bytes.array());
	}

	byte[] pickle() {
		return this.pickle.toByteArray();
	}

	TorchWriter entry(String name, byte[] content) {
		return entry(name, content, ZipDirectory.STORED, content.length, this.zip.size());
	}

	TorchWriter deflated(String name, byte[] content, int size) {
		Deflater deflater = new Deflater(9, true);
		deflater.setInput(content);
		deflater.finish();
		byte[] compressed = new byte[content.length + 100];
		int length = deflater.deflate(compressed);
		deflater.end();
		return entry(name, Arrays.copyOf(compressed, length), ZipDirectory.DEFLATED, size, this.zip.size());
	}

	/** Adds an entry whose header in the directory may be another than its own. */
	TorchWriter entry(String name, byte[] content, int method, int size, int header) {
		byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
		CRC32 crc = new CRC32();
		crc.update(content);
		ByteBuffer local = ByteBuffer.allocate(30 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
		local.putInt(0x04034b50).putInt(20).putShort((short) method).putInt(0);
		local.putInt((int) crc.getValue()).putInt(content.length).putInt(size).putShort((short) bytes.length);
		local.putShort((short) 0).put(bytes);
		ByteBuffer central = ByteBuffer.allocate(46 + bytes.length).order(ByteOrder.LITTLE_ENDIAN);
		central.putInt(0x02014b50).putShort((short) 20).putInt(20).putShort((short) method).putInt(0);
		central.putInt((int) crc.getValue()).putInt(content.length).putInt(size).putShort((short) bytes.length);
		central.putInt(0).putInt(0).putInt(0).putInt(header).put(bytes);
		this.zip.writeBytes(local.array());
		this.zip.writeBytes(content);
		this.directory.add(central.array());
		return this;
	}

	byte[] bytes() {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		all.writeBytes(this.zip.toByteArray());
		this.directory.forEach(all::writeBytes);
		int length = all.size() - this.zip.size();
		all.writeBytes(end(this.directory.size(), length, this.zip.size()).array());
		return all.toByteArray();
	}

	private static ByteBuffer end(int count, int length, int offset) {
		ByteBuffer end = ByteBuffer.allocate(22).order(ByteOrder.LITTLE_ENDIAN);
		end.putInt(0x06054b50).putInt(0).putShort((short) count).putShort((short) count);
		return end.putInt(length).putInt(offset).putShort((short) 0);
	}

	/** Ends the file with a directory in the form for large files. */
	byte[] large(long count, long length, long offset) {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		all.writeBytes(this.zip.toByteArray());
		this.directory.forEach(all::writeBytes);
		ByteBuffer extension = ByteBuffer.allocate(76).order(ByteOrder.LITTLE_ENDIAN);
		extension.putInt(0x06064b50).putLong(44).putInt(0).putInt(0).putInt(0).putInt(0);
		extension.position(32).putLong(count).putLong(length).putLong(offset);
		extension.putInt(0x07064b50).putInt(0).putLong(all.size()).putInt(1);
		all.writeBytes(extension.array());
		all.writeBytes(end(0xffff, -1, -1).array());
		return all.toByteArray();
	}

	int size() {
		return this.zip.size();
	}

	int directorySize() {
		return this.directory.stream().mapToInt((entry) -> entry.length).sum();
	}

	Path write(Path file) {
		return write(file, bytes());
	}

	static Path write(Path file, byte[] bytes) {
		try {
			return Files.write(file, bytes);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
