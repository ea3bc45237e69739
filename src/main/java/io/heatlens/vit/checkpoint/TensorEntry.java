package io.heatlens.vit.checkpoint;

import java.nio.file.Path;
import java.util.List;

/**
 * Where a tensor lies in a file. The region is known to be inside the file.
 *
 * @param file the file that holds the tensor
 * @param name the name of the tensor, unique in the file
 * @param type the type of the elements
 * @param shape the dimensions, each 0 or more
 * @param strides the distance in elements between neighbours in each dimension, 0 or
 * more; empty if the elements lie in the order of the tensor without gaps
 * @param offset the distance of the first element from the start of the file in bytes
 * @param length the number of bytes from the first element to the end of the last one
 */
record TensorEntry(Path file, String name, ElementType type, List<Long> shape, List<Long> strides, long offset,
		long length) {

	/**
	 * Counts the elements.
	 * @return the product of the dimensions
	 */
	long count() {
		return this.shape.stream().reduce(1L, Math::multiplyExact);
	}

}
