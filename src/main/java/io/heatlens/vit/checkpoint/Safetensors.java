package io.heatlens.vit.checkpoint;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads the header of a safetensors file. The file consists of the length of the header
 * in eight bytes, the header in JSON, and the bytes of the tensors without gaps. Every
 * value of the header is checked before it is used.
 */
final class Safetensors {

	/**
	 * In bytes. The safetensors library allows ten times as much; the header of a Vision
	 * Transformer takes about a hundredth.
	 */
	private static final long MAX_HEADER = 10_000_000;

	private static final JsonMapper JSON = JsonMapper.builder()
		.enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
		.build();

	private static final Map<String, ElementType> TYPES = Arrays.stream(ElementType.values())
		.collect(Collectors.toMap(ElementType::name, (type) -> type));

	private Safetensors() {
	}

	/**
	 * Reads and checks the header.
	 * @param file the file, which is not trusted
	 * @return where each tensor lies in the file, by its name
	 * @throws InvalidModelException if the file cannot be read, or if its header is
	 * damaged or does not describe every byte of the file
	 */
	static Map<String, TensorEntry> read(Path file) {
		try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
			long size = channel.size();
			checkKind(new FileBytes(channel, size).start());
			check(size > 8, "has %d bytes, too few for a header".formatted(size));
			long headerLength = ByteBuffer.wrap(read(channel, 0, 8)).order(ByteOrder.LITTLE_ENDIAN).getLong();
			long most = Math.min(size - 8, MAX_HEADER);
			check(headerLength > 1 && headerLength <= most,
					"says that its header has %s bytes, but it should have at least 2 and at most %d"
						.formatted(Long.toUnsignedString(headerLength), most));
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

	private static void checkKind(byte[] start) {
		if (OtherContent.isSafetensors(start)) {
			return;
		}
		check(!OtherContent.isZip(start) && !OtherContent.isPickle(start),
				"is a file of torch.save; rename it to pytorch_model.bin");
		OtherContent.describe(start).ifPresent((kind) -> {
			throw new InvalidModelException(kind);
		});
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

	private static Map<String, TensorEntry> entries(Path file, JsonNode header, long start, long size) {
		check(header.isObject(), "has a header that is not a JSON object");
		Map<String, TensorEntry> entries = new LinkedHashMap<>();
		header.properties().forEach((property) -> {
			if (!property.getKey().equals("__metadata__")) {
				entries.put(property.getKey(), entry(file, property.getKey(), property.getValue(), start, size));
			}
		});
		long expected = start;
		for (TensorEntry entry : entries.values()
			.stream()
			.sorted(Comparator.comparingLong(TensorEntry::offset).thenComparingLong(TensorEntry::length))
			.toList()) {
			check(entry.offset() == expected, "has tensors that overlap or leave a gap at " + entry.name());
			expected += entry.length();
		}
		check(expected == size, "should have %d bytes, but has %d".formatted(expected, size));
		return entries;
	}

	private static TensorEntry entry(Path file, String name, JsonNode node, long start, long size) {
		String type = node.path("dtype").asString("");
		check(name.chars().noneMatch(Character::isISOControl), "has a tensor whose name is not printable");
		ElementType element = TYPES.get(type);
		if (element == null) {
			throw new InvalidModelException("has the tensor %s of the unknown type \"%s\"".formatted(name, type));
		}
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
		check(length(name, dimensions, element.bytes()) == end - begin,
				"has %d bytes for %s of type %s and shape %s".formatted(end - begin, name, type, dimensions));
		return new TensorEntry(file, name, element, dimensions, List.of(), start + begin, end - begin);
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

}
