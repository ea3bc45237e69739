package io.heatlens.vit.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * The tensors of a checkpoint by name, as float32 whatever the files hold. Remembers
 * which were taken, so that one that is left over is noticed.
 */
public final class Checkpoint {

	private final NDManager manager;

	private final Map<String, Safetensors.Entry> entries = new HashMap<>();

	private final Set<String> taken = new HashSet<>();

	/**
	 * Opens a checkpoint of one or several files.
	 * @param manager owns every tensor taken
	 * @param files safetensors files
	 * @throws InvalidModelException if a file is damaged or two hold the same tensor
	 */
	public Checkpoint(NDManager manager, List<Path> files) {
		this.manager = manager;
		for (Path file : files) {
			Safetensors.read(file).forEach((name, entry) -> {
				if (this.entries.put(name, entry) != null) {
					throw new InvalidModelException("two files hold the tensor " + name);
				}
			});
		}
	}

	public boolean has(String name) {
		return this.entries.containsKey(name);
	}

	/**
	 * Looks up a shape that the architecture leaves open.
	 * @param name of the tensor
	 * @param rank how many dimensions it must have
	 * @return its dimensions, each 1 or more
	 * @throws InvalidModelException if there is no such tensor
	 */
	public long[] shape(String name, int rank) {
		List<Long> shape = entry(name).shape();
		if (shape.size() != rank || shape.contains(0L)) {
			throw new InvalidModelException(
					"%s should have %d dimensions, none of them 0, but has the shape %s".formatted(name, rank, shape));
		}
		return dimensions(shape);
	}

	private static long[] dimensions(List<Long> shape) {
		return shape.stream().mapToLong(Long::longValue).toArray();
	}

	/**
	 * Takes a tensor that the architecture needs.
	 * @param name of the tensor
	 * @param shape that it must have
	 * @return float32, on the checkpoint's manager, and no longer tied to the file
	 * @throws InvalidModelException if it is missing or of another shape or type
	 */
	public NDArray take(String name, long... shape) {
		Safetensors.Entry entry = entry(name);
		if (!Arrays.equals(dimensions(entry.shape()), shape)) {
			throw new InvalidModelException(
					"%s should have the shape %s, but has %s".formatted(name, Arrays.toString(shape), entry.shape()));
		}
		this.taken.add(name);
		try {
			return tensor(entry, new Shape(shape));
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Makes a number that lives as long as the weights.
	 * @param value of the number
	 * @return shape (1)
	 */
	public NDArray constant(float value) {
		return this.manager.create(new float[] { value });
	}

	/**
	 * Makes an empty row of tokens.
	 * @param dim the embedding dimension
	 * @return shape (1, 0, dim)
	 */
	public NDArray noTokens(int dim) {
		return this.manager.zeros(new Shape(1, 0, dim));
	}

	/**
	 * Checks that every tensor was taken.
	 * @param unused names that classification does not use
	 * @throws InvalidModelException if any other is left
	 */
	public void finish(Predicate<String> unused) {
		Set<String> left = new TreeSet<>(this.entries.keySet());
		left.removeAll(this.taken);
		left.removeIf(unused);
		if (!left.isEmpty()) {
			throw new InvalidModelException("%d tensors have no place in this architecture, such as %s"
				.formatted(left.size(), left.iterator().next()));
		}
	}

	private Safetensors.Entry entry(String name) {
		Safetensors.Entry entry = this.entries.get(name);
		if (entry == null) {
			throw new InvalidModelException("the tensor %s is missing".formatted(name));
		}
		return entry;
	}

	private NDArray tensor(Safetensors.Entry entry, Shape shape) throws IOException {
		if (entry.length() > Integer.MAX_VALUE) {
			throw new InvalidModelException(entry.name() + " is larger than 2 GiB");
		}
		ByteBuffer bytes = map(entry);
		return switch (entry.type()) {
			case "F32" -> copy(aligned(bytes, entry), shape);
			case "F16" -> widenHalf(bytes, shape);
			case "BF16" -> this.manager.create(widenBrain(bytes), shape, DataType.FLOAT32);
			default -> throw new InvalidModelException(
					"%s should be F32, F16 or BF16, but is %s".formatted(entry.name(), entry.type()));
		};
	}

	private static ByteBuffer map(Safetensors.Entry entry) throws IOException {
		try (FileChannel channel = FileChannel.open(entry.file(), StandardOpenOption.READ)) {
			return channel.map(MapMode.READ_ONLY, entry.offset(), entry.length()).order(ByteOrder.nativeOrder());
		}
	}

	// what stayed mapped would end the process when somebody writes over the file
	private NDArray copy(ByteBuffer bytes, Shape shape) {
		try (NDArray mapped = this.manager.create(bytes, shape, DataType.FLOAT32)) {
			return mapped.duplicate();
		}
	}

	private static ByteBuffer aligned(ByteBuffer bytes, Safetensors.Entry entry) {
		return (entry.offset() % Float.BYTES == 0) ? bytes : direct(bytes.remaining()).put(bytes).flip();
	}

	private NDArray widenHalf(ByteBuffer bytes, Shape shape) {
		try (NDArray half = this.manager.create(direct(bytes.remaining()).put(bytes).flip(), shape, DataType.FLOAT16)) {
			return half.toType(DataType.FLOAT32, true);
		}
	}

	// A bfloat16 is the upper half of a float32; an NDArray of that type would end the
	// process.
	private static ByteBuffer widenBrain(ByteBuffer bytes) {
		ByteBuffer floats = direct(2 * bytes.remaining());
		while (bytes.hasRemaining()) {
			floats.putInt(bytes.getShort() << 16);
		}
		return floats.flip();
	}

	private static ByteBuffer direct(int length) {
		return ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
	}

}
