package io.heatlens.vit.checkpoint;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The tensors of a checkpoint, which a test can change and write to a file.
 */
public final class Weights {

	private final Map<String, long[]> shapes = new TreeMap<>();

	private final Map<String, float[]> values = new TreeMap<>();

	/** Reads a golden checkpoint, which is F32. */
	public static Weights read(Path folder) {
		Weights weights = new Weights();
		Path file = folder.resolve("model.safetensors");
		try {
			ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
			Safetensors.read(file).forEach((name, entry) -> {
				float[] floats = new float[(int) entry.length() / Float.BYTES];
				bytes.position((int) entry.offset()).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(floats);
				weights.put(name, floats, entry.shape().stream().mapToLong(Long::longValue).toArray());
			});
			return weights;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public Weights put(String name, float[] floats, long... shape) {
		this.shapes.put(name, shape);
		this.values.put(name, floats);
		return this;
	}

	public float[] get(String name) {
		return Objects.requireNonNull(this.values.get(name));
	}

	public long[] shape(String name) {
		return Objects.requireNonNull(this.shapes.get(name));
	}

	public Weights remove(String name) {
		this.shapes.remove(name);
		this.values.remove(name);
		return this;
	}

	public Weights map(String name, DoubleUnaryOperator change) {
		float[] floats = get(name);
		for (int i = 0; i < floats.length; i++) {
			floats[i] = (float) change.applyAsDouble(floats[i]);
		}
		return this;
	}

	public Weights mapAll(DoubleUnaryOperator change) {
		this.values.keySet().forEach((name) -> map(name, change));
		return this;
	}

	/** The tensors of a shard. */
	public Weights only(Predicate<String> names) {
		Weights some = new Weights();
		this.values.keySet().stream().filter(names).forEach((name) -> some.put(name, get(name), shape(name)));
		return some;
	}

	public Iterable<String> names() {
		return this.values.keySet();
	}

	public void write(Path file, String type) {
		write(file, type, this.shapes, (name, index) -> get(name)[index]);
	}

	public static void write(Path file, String type, Map<String, long[]> shapes, Source source) {
		int size = type.equals("F32") ? 4 : 2;
		StringBuilder header = new StringBuilder("{\"__metadata__\":{\"format\":\"pt\"}");
		long offset = 0;
		for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
			long end = offset + size * count(tensor.getValue());
			header.append(",\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}".formatted(tensor.getKey(),
					type, Arrays.stream(tensor.getValue()).boxed().collect(Collectors.toList()), offset, end));
			offset = end;
		}
		byte[] json = header.append('}').toString().getBytes(StandardCharsets.UTF_8);
		try (DataOutputStream out = new DataOutputStream(
				new BufferedOutputStream(Files.newOutputStream(file), 1 << 16))) {
			out.writeLong(Long.reverseBytes(json.length));
			out.write(json);
			for (Map.Entry<String, long[]> tensor : shapes.entrySet()) {
				long count = count(tensor.getValue());
				for (int i = 0; i < count; i++) {
					write(out, type, source.value(tensor.getKey(), i));
				}
			}
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static long count(long[] shape) {
		return LongStream.of(shape).reduce(1, (a, b) -> a * b);
	}

	private static void write(DataOutputStream out, String type, float value) throws IOException {
		switch (type) {
			case "F32" -> out.writeInt(Integer.reverseBytes(Float.floatToRawIntBits(value)));
			case "F16" -> out.writeShort(Short.reverseBytes(half(value)));
			case "BF16" -> out.writeShort(Short.reverseBytes((short) (Float.floatToRawIntBits(value) >> 16)));
			default -> throw new IllegalArgumentException(type);
		}
	}

	/** Converts a value that is exact as a half. */
	private static short half(float value) {
		int bits = Float.floatToRawIntBits(value);
		int sign = (bits >> 16) & 0x8000;
		return (short) ((value == 0) ? sign : sign | ((((bits >> 13) & 0x3ffff) - (112 << 10)) & 0x7fff));
	}

	/** Rounds towards zero to a value that is a normal half. */
	public static double half(double value) {
		float cut = Float.intBitsToFloat(Float.floatToRawIntBits((float) value) & 0xffffe000);
		return (Math.abs(cut) < 0x1p-14) ? 0 : cut;
	}

	/** Rounds towards zero to a bfloat16. */
	public static double brain(double value) {
		return Float.intBitsToFloat(Float.floatToRawIntBits((float) value) & 0xffff0000);
	}

	/** Supplies the values in the order of the file. */
	@FunctionalInterface
	public interface Source {

		float value(String name, int index);

	}

}
