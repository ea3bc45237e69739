package io.heatlens.vit.checkpoint;

/**
 * A storage of a PyTorch file: a row of elements, of which tensors are views.
 *
 * @param key the name of the storage in the file
 * @param type the type of the elements
 * @param elements the number of elements, 0 or more
 */
record Storage(String key, ElementType type, long elements) {

	Storage {
		if (elements < 0 || elements > Long.MAX_VALUE / type.bytes()) {
			throw new InvalidModelException("has a storage of %d elements".formatted(elements));
		}
	}

	/**
	 * The size of the storage.
	 * @return the number of bytes
	 */
	long bytes() {
		return this.elements * this.type.bytes();
	}

}
