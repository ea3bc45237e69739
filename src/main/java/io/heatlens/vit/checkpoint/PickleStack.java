package io.heatlens.vit.checkpoint;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The stack and the memory on which the operations of a pickle work.
 */
final class PickleStack {

	private final Map<Integer, Object> memo = new HashMap<>();

	private final Deque<List<Object>> marked = new ArrayDeque<>();

	private List<Object> stack = new ArrayList<>();

	void push(Object value) {
		this.stack.add(value);
	}

	/**
	 * Looks at the last value.
	 * @return the value
	 * @throws InvalidModelException if there is none since the last mark
	 */
	Object peek() {
		if (this.stack.isEmpty()) {
			throw damaged();
		}
		return this.stack.get(this.stack.size() - 1);
	}

	Object pop() {
		Object value = peek();
		this.stack.remove(this.stack.size() - 1);
		return value;
	}

	void mark() {
		this.marked.push(this.stack);
		this.stack = new ArrayList<>();
	}

	/**
	 * Takes the values since the last mark.
	 * @return the values
	 * @throws InvalidModelException if there is no mark
	 */
	List<Object> popToMark() {
		if (this.marked.isEmpty()) {
			throw damaged();
		}
		List<Object> values = this.stack;
		this.stack = this.marked.pop();
		return values;
	}

	void tuple(int size) {
		Object[] values = new Object[size];
		for (int i = size - 1; i >= 0; i--) {
			values[i] = pop();
		}
		push(new Tuple(List.of(values)));
	}

	void store(int index) {
		this.memo.put(index, peek());
	}

	void storeNext() {
		store(this.memo.size());
	}

	void recall(int index) {
		Object value = this.memo.get(index);
		if (value == null) {
			throw damaged();
		}
		push(value);
	}

	/**
	 * Creates the exception for a pickle whose operations do not fit together.
	 * @return the exception
	 */
	static InvalidModelException damaged() {
		return new InvalidModelException("has a damaged pickle");
	}

}
