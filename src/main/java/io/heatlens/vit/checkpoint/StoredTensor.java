package io.heatlens.vit.checkpoint;

import java.util.List;

/**
 * A tensor of a PyTorch file: a view of a storage. Every element lies inside the storage,
 * and there are not more of them than the storage has.
 *
 * @param storage the storage
 * @param type the type of the elements
 * @param offset the index of the first element in the storage
 * @param shape the dimensions, each 0 or more, at most 16
 * @param strides the distance in elements between neighbours in each dimension, 0 or more
 */
record StoredTensor(Storage storage, ElementType type, long offset, List<Long> shape, List<Long> strides) {

	private static final int MAX_RANK = 16;

	StoredTensor {
		if (shape.size() > MAX_RANK || shape.size() != strides.size() || offset < 0 || negative(shape)
				|| negative(strides)) {
			throw impossible(offset, shape, strides);
		}
		try {
			long room = storage.bytes() / type.bytes();
			long count = shape.stream().reduce(1L, Math::multiplyExact);
			long last = offset;
			for (int i = 0; i < shape.size(); i++) {
				last = Math.addExact(last, Math.multiplyExact(Math.max(shape.get(i) - 1, 0), strides.get(i)));
			}
			if (count > room || (count > 0 && last >= room)) {
				throw impossible(offset, shape, strides);
			}
		}
		catch (ArithmeticException ex) {
			throw impossible(offset, shape, strides);
		}
	}

	private static boolean negative(List<Long> numbers) {
		return numbers.stream().anyMatch((number) -> number < 0);
	}

	private static InvalidModelException impossible(long offset, List<Long> shape, List<Long> strides) {
		return new InvalidModelException(
				"has a tensor of %d dimensions that does not fit into its storage (offset %d, shape %s, strides %s)"
					.formatted(shape.size(), offset, first(shape), first(strides)));
	}

	private static List<Long> first(List<Long> numbers) {
		return numbers.subList(0, Math.min(numbers.size(), MAX_RANK));
	}

	/**
	 * Counts the elements.
	 * @return the product of the dimensions
	 */
	long count() {
		return this.shape.stream().reduce(1L, (a, b) -> a * b);
	}

	/**
	 * Whether the elements lie in the order of the tensor without gaps.
	 * @return true for most tensors
	 */
	boolean contiguous() {
		long expected = 1;
		for (int i = this.shape.size() - 1; i >= 0; i--) {
			if (this.shape.get(i) != 1 && this.strides.get(i) != expected) {
				return count() == 0;
			}
			expected *= this.shape.get(i);
		}
		return true;
	}

	/**
	 * Measures how far the elements reach.
	 * @return the number of elements of the storage from the first to the last element of
	 * the tensor
	 */
	long span() {
		long last = 0;
		for (int i = 0; i < this.shape.size(); i++) {
			last += Math.max(this.shape.get(i) - 1, 0) * this.strides.get(i);
		}
		return (count() == 0) ? 0 : last + 1;
	}

}
