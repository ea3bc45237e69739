package io.heatlens.vit.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.StandardOpenOption;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * Reads tensors from files as float32, whatever floating-point type they have there. The
 * bytes of each go through the same buffer, so that reading takes little more memory than
 * the tensors. Files are not mapped into memory, because the process would end if one
 * became shorter meanwhile.
 */
final class TensorReader {

	private final NDManager manager;

	private ByteBuffer buffer = direct(0);

	/**
	 * Creates a reader.
	 * @param manager the manager that owns the tensors
	 */
	TensorReader(NDManager manager) {
		this.manager = manager;
	}

	/**
	 * Reads a tensor.
	 * @param entry where the tensor lies
	 * @return the tensor, independent of the file
	 * @throws InvalidModelException if the tensor is larger than 2 GiB, or if its type is
	 * not a floating-point type of 64, 32 or 16 bits
	 * @throws IOException if the file cannot be read
	 */
	NDArray read(TensorEntry entry) throws IOException {
		if (Math.max(entry.length(),
				Math.multiplyExact(entry.count(), Math.max(entry.type().bytes(), Float.BYTES))) > Integer.MAX_VALUE) {
			throw new InvalidModelException("the tensor %s is larger than 2 GiB".formatted(entry.name()));
		}
		Shape shape = new Shape(entry.shape().stream().mapToLong(Long::longValue).toArray());
		return switch (entry.type()) {
			case F32 -> create(bytes(entry), shape, DataType.FLOAT32);
			case F64 -> create(bytes(entry), shape, DataType.FLOAT64);
			case F16 -> create(bytes(entry), shape, DataType.FLOAT16);
			case BF16 -> this.manager.create(widenBrain(bytes(entry)), shape, DataType.FLOAT32);
			default -> throw new InvalidModelException(
					"%s should have the type F64, F32, F16 or BF16, but has %s".formatted(entry.name(), entry.type()));
		};
	}

	private ByteBuffer bytes(TensorEntry entry) throws IOException {
		ByteBuffer bytes = buffer((int) entry.length());
		try (FileChannel channel = FileChannel.open(entry.file(), StandardOpenOption.READ)) {
			while (bytes.hasRemaining()) {
				if (channel.read(bytes, entry.offset() + bytes.position()) <= 0) {
					throw new InvalidModelException(
							"%s became shorter while it was read".formatted(entry.file().getFileName()));
				}
			}
		}
		bytes.flip();
		return entry.strides().isEmpty() ? bytes : gather(bytes, entry);
	}

	private ByteBuffer buffer(int length) {
		if (this.buffer.capacity() < length) {
			this.buffer = direct(length);
		}
		return this.buffer.slice(0, length).order(this.buffer.order());
	}

	// The array of the buffer shares its memory, so the tensor has to be a copy.
	private NDArray create(ByteBuffer bytes, Shape shape, DataType type) {
		try (NDArray shared = this.manager.create(bytes, shape, type)) {
			return (type == DataType.FLOAT32) ? shared.duplicate() : shared.toType(DataType.FLOAT32, true);
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

	private static ByteBuffer gather(ByteBuffer bytes, TensorEntry entry) {
		int size = entry.type().bytes();
		int rank = entry.shape().size();
		ByteBuffer ordered = direct(Math.toIntExact(entry.count() * size));
		long[] index = new long[rank];
		int position = 0;
		while (ordered.hasRemaining()) {
			ordered.put(ordered.position(), bytes, position, size).position(ordered.position() + size);
			// counts up like an odometer
			for (int axis = rank - 1; axis >= 0; axis--) {
				long stride = entry.strides().get(axis) * size;
				index[axis]++;
				position += (int) stride;
				if (index[axis] < entry.shape().get(axis)) {
					break;
				}
				position -= (int) (stride * index[axis]);
				index[axis] = 0;
			}
		}
		return ordered.flip();
	}

	private static ByteBuffer direct(int length) {
		return ByteBuffer.allocateDirect(length).order(ByteOrder.nativeOrder());
	}

}
