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
 * The tensors of a checkpoint by name, as float32 whatever their type in the files.
 * Remembers which tensors were taken, so that {@link #finish} can refuse a checkpoint
 * with tensors that the architecture does not use.
 */
public final class Checkpoint {

	private final NDManager manager;

	private final Map<String, Safetensors.TensorEntry> entries = new HashMap<>();

	private final Set<String> taken = new HashSet<>();

	/**
	 * Opens a checkpoint of one or several files.
	 * @param manager the manager that owns every tensor that is taken
	 * @param files the safetensors files
	 * @throws InvalidModelException if a file is damaged, or if two files hold the same
	 * tensor
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

	/**
	 * Whether the checkpoint has a tensor.
	 * @param name the name of the tensor
	 * @return true if one of the files holds it
	 */
	public boolean has(String name) {
		return this.entries.containsKey(name);
	}

	/**
	 * Finds the shape of a tensor whose sizes the architecture does not determine.
	 * @param name the name of the tensor
	 * @param rank the number of dimensions that it must have
	 * @return its dimensions, each 1 or more
	 * @throws InvalidModelException if there is no such tensor, if it has another number
	 * of dimensions, or if one of them is 0
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
	 * @param name the name of the tensor
	 * @param shape the shape that it must have
	 * @return the tensor as float32, on the manager of the checkpoint and independent of
	 * the file
	 * @throws InvalidModelException if the tensor is missing, is larger than 2 GiB, or
	 * has another shape or a type that is not a floating-point type of 32 or 16 bits
	 * @throws UncheckedIOException if the file cannot be read
	 */
	public NDArray take(String name, long... shape) {
		Safetensors.TensorEntry entry = entry(name);
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
	 * Creates an array of one number that lives as long as the weights.
	 * @param value the number
	 * @return the array, shape (1)
	 */
	public NDArray constant(float value) {
		return this.manager.create(new float[] { value });
	}

	/**
	 * Creates an empty sequence of tokens.
	 * @param dim the embedding dimension
	 * @return the sequence, shape (1, 0, dim)
	 */
	public NDArray noTokens(int dim) {
		return this.manager.zeros(new Shape(1, 0, dim));
	}

	/**
	 * Checks that every tensor was taken.
	 * @param unused decides by its name whether a tensor need not be taken, because
	 * classification does not use it
	 * @throws InvalidModelException if any other tensor was not taken
	 */
	public void finish(Predicate<String> unused) {
		Set<String> left = new TreeSet<>(this.entries.keySet());
		left.removeAll(this.taken);
		left.removeIf(unused);
		if (!left.isEmpty()) {
			throw new InvalidModelException("the architecture does not use %d of the tensors, such as %s"
				.formatted(left.size(), left.iterator().next()));
		}
	}

	private Safetensors.TensorEntry entry(String name) {
		Safetensors.TensorEntry entry = this.entries.get(name);
		if (entry == null) {
			throw new InvalidModelException("the tensor %s is missing".formatted(name));
		}
		return entry;
	}

	private NDArray tensor(Safetensors.TensorEntry entry, Shape shape) throws IOException {
		if (entry.length() > Integer.MAX_VALUE) {
			throw new InvalidModelException("the tensor %s is larger than 2 GiB".formatted(entry.name()));
		}
		ByteBuffer bytes = map(entry);
		return switch (entry.type()) {
			case "F32" -> copy(aligned(bytes, entry), shape);
			case "F16" -> widenHalf(bytes, shape);
			case "BF16" -> this.manager.create(widenBrain(bytes), shape, DataType.FLOAT32);
			default -> throw new InvalidModelException(
					"%s should have the type F32, F16 or BF16, but has %s".formatted(entry.name(), entry.type()));
		};
	}

	private static ByteBuffer map(Safetensors.TensorEntry entry) throws IOException {
		try (FileChannel channel = FileChannel.open(entry.file(), StandardOpenOption.READ)) {
			return channel.map(MapMode.READ_ONLY, entry.offset(), entry.length()).order(ByteOrder.nativeOrder());
		}
	}

	// If the array stayed mapped, a change of the file could end the process.
	private NDArray copy(ByteBuffer bytes, Shape shape) {
		try (NDArray mapped = this.manager.create(bytes, shape, DataType.FLOAT32)) {
			return mapped.duplicate();
		}
	}

	private static ByteBuffer aligned(ByteBuffer bytes, Safetensors.TensorEntry entry) {
		return (entry.offset() % Float.BYTES == 0) ? bytes : direct(bytes.remaining()).put(bytes).flip();
	}

	private NDArray widenHalf(ByteBuffer bytes, Shape shape) {
		try (NDArray half = this.manager.create(direct(bytes.remaining()).put(bytes).flip(), shape, DataType.FLOAT16)) {
			return half.toType(DataType.FLOAT32, true);
		}
	}

	// A bfloat16 is the upper half of a float32. Creating an NDArray of bfloat16 would
	// end the process.
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
