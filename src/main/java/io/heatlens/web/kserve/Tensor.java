package io.heatlens.web.kserve;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * An output tensor.
 *
 * @param name the name of the output
 * @param datatype the type of the elements
 * @param shape the size of each dimension
 * @param data the elements, row by row: numbers, or texts for {@link Datatype#BYTES}
 */
record Tensor(String name, Datatype datatype, List<Integer> shape, List<?> data) {

	/**
	 * Writes the elements as the extension for binary tensors has them: little-endian and
	 * without gaps, each text after its length as four bytes.
	 * @return the bytes
	 */
	byte[] binary() {
		List<byte[]> elements = this.data.stream().map(this::binary).toList();
		ByteBuffer all = ByteBuffer.allocate(elements.stream().mapToInt((element) -> element.length).sum());
		elements.forEach(all::put);
		return all.array();
	}

	private byte[] binary(Object element) {
		ByteBuffer buffer = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
		switch (this.datatype) {
			case FP32 -> buffer.putFloat(((Number) element).floatValue());
			case FP64 -> buffer.putDouble(((Number) element).doubleValue());
			case INT64 -> buffer.putLong(((Number) element).longValue());
			case BYTES -> {
				byte[] text = ((String) element).getBytes(StandardCharsets.UTF_8);
				return ByteBuffer.allocate(Integer.BYTES + text.length)
					.order(ByteOrder.LITTLE_ENDIAN)
					.putInt(text.length)
					.put(text)
					.array();
			}
		}
		return Arrays.copyOf(buffer.array(), buffer.position());
	}

}
