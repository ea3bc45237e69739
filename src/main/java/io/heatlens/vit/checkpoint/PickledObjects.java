package io.heatlens.vit.checkpoint;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import io.heatlens.vit.checkpoint.Global.Role;

/**
 * Makes the objects of a PyTorch file out of what its pickle says: storages, tensors and
 * dictionaries. Other objects that training scripts keep are passed over.
 */
final class PickledObjects {

	private final Map<String, Storage> storages = new HashMap<>();

	/**
	 * The storages that were made.
	 * @return the storages by their keys
	 */
	Map<String, Storage> storages() {
		return this.storages;
	}

	/**
	 * Makes a storage from a persistent id: a tuple of the text "storage", the type, the
	 * key, the device and the number of elements. The older format adds a view, which
	 * PyTorch has not used since its version 0.4.
	 * @param id the id
	 * @return the storage
	 * @throws InvalidModelException if the id is of another form
	 */
	Storage storage(Object id) {
		if (!(id instanceof Tuple tuple) || !tuple.get(0, String.class).equals("storage")
				|| (tuple.values().size() > 5 && tuple.values().get(5) != Unpickler.OTHER)) {
			throw PickleStack.damaged();
		}
		Global type = tuple.get(1, Global.class);
		if (type.role() != Role.STORAGE || type.type() == null) {
			throw PickleStack.damaged();
		}
		Storage storage = new Storage(tuple.get(2, String.class), type.type(), tuple.get(4, Long.class));
		Storage known = this.storages.putIfAbsent(storage.key(), storage);
		if (known != null && known.bytes() != storage.bytes()) {
			throw new InvalidModelException(
					"has a storage of %d bytes that has %d bytes elsewhere".formatted(storage.bytes(), known.bytes()));
		}
		return storage;
	}

	/**
	 * Makes an object from a function or class and its arguments.
	 * @param function the function or class
	 * @param arguments the arguments
	 * @return the object
	 * @throws InvalidModelException if the function is none or if the arguments are not
	 * its own
	 */
	static Object create(Object function, Object arguments) {
		if (!(function instanceof Global global) || !(arguments instanceof Tuple tuple)) {
			throw PickleStack.damaged();
		}
		return switch (global.role()) {
			case TENSOR -> tensor(global, tuple);
			case PARAMETER -> tuple.get(0, StoredTensor.class);
			case REBUILD -> rebuild(tuple);
			case DICTIONARY ->
				tuple.values().stream().filter(Dictionary.class::isInstance).findFirst().orElseGet(Dictionary::new);
			case LIST -> new ArrayList<>();
			case PASSED_OVER -> Unpickler.OTHER;
			case STORAGE -> throw PickleStack.damaged();
		};
	}

	private static StoredTensor tensor(Global function, Tuple arguments) {
		Storage storage = arguments.get(0, Storage.class);
		boolean typed = function.name().endsWith("_v3");
		ElementType type = typed ? arguments.get(6, Global.class).type() : storage.type();
		if (type == null) {
			throw PickleStack.damaged();
		}
		if (arguments.values().size() > (typed ? 7 : 6)) {
			throw new InvalidModelException("has a tensor whose numbers are conjugated or negated when it is read");
		}
		return new StoredTensor(storage, type, arguments.get(1, Long.class), arguments.get(2, Tuple.class).numbers(),
				arguments.get(3, Tuple.class).numbers());
	}

	// The arguments are a function for tensors, the class, the arguments of the function
	// and attributes.
	private static Object rebuild(Tuple arguments) {
		Global function = arguments.get(0, Global.class);
		if (function.role() != Role.TENSOR && function.role() != Role.PARAMETER) {
			throw PickleStack.damaged();
		}
		return create(function, arguments.get(2, Tuple.class));
	}

	/**
	 * Adds values to a list.
	 * @param target the list
	 * @param values the values
	 */
	@SuppressWarnings("unchecked")
	static void append(Object target, List<Object> values) {
		if (target instanceof List<?> list) {
			((List<Object>) list).addAll(values);
		}
		else if (target != Unpickler.OTHER) {
			throw PickleStack.damaged();
		}
	}

	/**
	 * Adds entries to a dictionary.
	 * @param target the dictionary
	 * @param items the keys, each followed by its value
	 */
	static void set(Object target, List<Object> items) {
		if (items.size() % 2 != 0 || (!(target instanceof Dictionary) && target != Unpickler.OTHER)) {
			throw PickleStack.damaged();
		}
		if (target instanceof Dictionary dictionary) {
			for (int i = 0; i < items.size(); i += 2) {
				dictionary.put(items.get(i), items.get(i + 1));
			}
		}
	}

	/**
	 * Passes over the attributes that an object is given.
	 * @param target the object
	 */
	static void build(Object target) {
		if (!(target instanceof Dictionary) && !(target instanceof List<?>) && target != Unpickler.OTHER) {
			throw PickleStack.damaged();
		}
	}

}
