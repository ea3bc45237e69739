package io.heatlens.vit.checkpoint;

import java.util.ArrayList;
import java.util.List;

/**
 * A tuple of a pickle.
 *
 * @param values the values
 */
record Tuple(List<Object> values) {

	/**
	 * Reads a value.
	 * @param <T> the type that the value must have
	 * @param index the index of the value
	 * @param type the type that the value must have
	 * @return the value
	 * @throws InvalidModelException if there is no such value or if it has another type
	 */
	<T> T get(int index, Class<T> type) {
		if (index >= this.values.size() || !type.isInstance(this.values.get(index))) {
			throw PickleStack.damaged();
		}
		return type.cast(this.values.get(index));
	}

	/**
	 * Reads all values as whole numbers.
	 * @return the numbers
	 * @throws InvalidModelException if a value is not a whole number of 64 bits
	 */
	List<Long> numbers() {
		List<Long> numbers = new ArrayList<>();
		for (int i = 0; i < this.values.size(); i++) {
			numbers.add(get(i, Long.class));
		}
		return numbers;
	}

}
