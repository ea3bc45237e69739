package io.heatlens.vit.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * One safetensors file: eight bytes of header length, a JSON header, then the tensors'
 * bytes without gaps. Everything in the header is checked before it is believed.
 */
final class Safetensors {

	/**
	 * A tenth of what the safetensors library allows; a Vision Transformer's takes a
	 * hundredth.
	 */
	private static final long MAX_HEADER = 10_000_000;

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private static final Map<String, Integer> BYTES = Map.ofEntries(Map.entry("F64", 8), Map.entry("F32", 4),
			Map.entry("F16", 2), Map.entry("BF16", 2), Map.entry("I64", 8), Map.entry("I32", 4), Map.entry("I16", 2),
			Map.entry("I8", 1), Map.entry("U8", 1), Map.entry("BOOL", 1));

	private Safetensors() {
	}

	/**
	 * Reads and checks the header.
	 * @param file an untrusted file
	 * @return each tensor's place by its name; no tensor has been read
	 * @throws InvalidModelException if the file is damaged or not what it should be
	 */
	static Map<String, Entry> read(Path file) {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			long size = channel.size();
			check(size > 8, "has %d bytes, too few for a header".formatted(size));
			long headerLength = ByteBuffer.wrap(read(channel, 0, 8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
			check(headerLength > 1 && headerLength <= Math.min(size - 8, MAX_HEADER),
					"says that its header has %s bytes, of %d in all".formatted(Long.toUnsignedString(headerLength),
							size));
			byte[] header = read(channel, 8, Math.toIntExact(headerLength));
			return entries(file, JSON.readTree(header), 8 + headerLength, size);
		}
		catch (IOException ex) {
			throw new InvalidModelException(file.getFileName() + " cannot be read", ex);
		}
		catch (JacksonException ex) {
			throw new InvalidModelException(
					file.getFileName() + " has a header that is not JSON: " + ex.getOriginalMessage(), ex);
		}
		catch (InvalidModelException ex) {
			throw new InvalidModelException(file.getFileName() + " " + ex.getMessage(), ex);
		}
	}

	private static byte[] read(FileChannel channel, long position, int length) throws IOException {
		byte[] bytes = new byte[length];
		ByteBuffer buffer = ByteBuffer.wrap(bytes);
		while (buffer.hasRemaining()) {
			int count = channel.read(buffer, position + buffer.position());
			check(count > 0, "ends before its header does");
		}
		return bytes;
	}

	private static Map<String, Entry> entries(Path file, JsonNode header, long start, long size) {
		check(header.isObject(), "has a header that is not a JSON object");
		Map<String, Entry> entries = new LinkedHashMap<>();
		header.properties().forEach((property) -> {
			if (!property.getKey().equals("__metadata__")) {
				entries.put(property.getKey(), entry(file, property.getKey(), property.getValue(), start, size));
			}
		});
		long expected = start;
		for (Entry entry : entries.values()
			.stream()
			.sorted(Comparator.comparingLong(Entry::offset).thenComparingLong(Entry::length))
			.toList()) {
			check(entry.offset() == expected, "has tensors that overlap or leave a gap at " + entry.name());
			expected += entry.length();
		}
		check(expected == size, "should have %d bytes, but has %d".formatted(expected, size));
		return entries;
	}

	private static Entry entry(Path file, String name, JsonNode node, long start, long size) {
		String type = node.path("dtype").asString("");
		int bytes = BYTES.getOrDefault(type, 0);
		check(bytes > 0, "has %s of the unknown type \"%s\"".formatted(name, type));
		JsonNode shape = node.path("shape");
		JsonNode offsets = node.path("data_offsets");
		check(shape.isArray() && offsets.isArray() && offsets.size() == 2
				&& shape.valueStream().allMatch(Safetensors::isWhole)
				&& offsets.valueStream().allMatch(Safetensors::isWhole),
				"has no proper shape and data_offsets for " + name);
		List<Long> dimensions = shape.valueStream().map(JsonNode::asLong).toList();
		long begin = offsets.get(0).asLong();
		long end = offsets.get(1).asLong();
		check(begin >= 0 && begin <= end && end <= size - start,
				"should have %s at bytes %d to %d, but has only %d".formatted(name, begin, end, size - start));
		check(length(name, dimensions, bytes) == end - begin,
				"has %d bytes for %s of type %s and shape %s".formatted(end - begin, name, type, dimensions));
		return new Entry(file, name, type, dimensions, start + begin, end - begin);
	}

	private static boolean isWhole(JsonNode number) {
		return number.isIntegralNumber() && number.canConvertToLong();
	}

	private static long length(String name, List<Long> shape, long bytes) {
		try {
			long length = bytes;
			for (long dimension : shape) {
				check(dimension >= 0, "has a negative dimension in " + name);
				length = Math.multiplyExact(length, dimension);
			}
			return length;
		}
		catch (ArithmeticException ex) {
			throw new InvalidModelException("has an impossible shape " + shape + " for " + name, ex);
		}
	}

	private static void check(boolean condition, String otherwise) {
		if (!condition) {
			throw new InvalidModelException(otherwise);
		}
	}

	/**
	 * Where one tensor lies.
	 *
	 * @param file that holds it
	 * @param name unique in the file
	 * @param type as in the header, such as F32
	 * @param shape each dimension 0 or more
	 * @param offset from the start of the file
	 * @param length in bytes
	 */
	record Entry(Path file, String name, String type, List<Long> shape, long offset, long length) {
	}

}
