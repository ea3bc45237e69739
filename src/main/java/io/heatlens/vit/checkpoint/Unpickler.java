package io.heatlens.vit.checkpoint;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Reads Python's pickle format (protocols 2 to 5) as far as weights need it: plain
 * values, and the objects that {@link PickledObjects} makes of them. Nothing in a pickle
 * is looked up or run. Values are not followed, compared or printed, so neither deep
 * nesting nor cycles do harm, and the number of operations is bounded.
 *
 * <p>
 * A value is a {@code String}, {@code Long}, {@code BigInteger}, {@code Boolean},
 * {@link Dictionary}, {@code List}, {@link Tuple}, {@link Global}, {@link Storage},
 * {@link StoredTensor}, or {@link #OTHER}.
 */
final class Unpickler {

	/** In bytes. That of a Vision Transformer with its optimizer takes about 200 KB. */
	static final int MAX_LENGTH = 16 << 20;

	/** Every value that is of no use, such as None or a floating-point number. */
	static final Object OTHER = new Object();

	private static final int MAX_OPERATIONS = 1_000_000;

	private final PickleInput in;

	private final PickleStack stack = new PickleStack();

	private final PickledObjects objects = new PickledObjects();

	/**
	 * Creates an unpickler.
	 * @param bytes the bytes from the start of the pickle; reading ends after it
	 */
	Unpickler(ByteBuffer bytes) {
		this.in = new PickleInput(bytes);
	}

	/**
	 * The storages that the pickle refers to.
	 * @return the storages by their keys
	 */
	Map<String, Storage> storages() {
		return this.objects.storages();
	}

	/**
	 * Reads the pickle.
	 * @return its value
	 * @throws InvalidModelException if the pickle is damaged, too large, or consists of
	 * other objects than weights do
	 */
	Object load() {
		try {
			for (int count = 0; count < MAX_OPERATIONS; count++) {
				int operation = this.in.unsigned();
				if (operation == '.') {
					return this.stack.pop();
				}
				execute(operation);
			}
			throw new InvalidModelException("has a pickle of more than %d operations".formatted(MAX_OPERATIONS));
		}
		catch (BufferUnderflowException ex) {
			throw new InvalidModelException((this.in.bytes().limit() < MAX_LENGTH) ? "ends before its pickle does"
					: "has a pickle of more than %d MB".formatted(MAX_LENGTH >> 20), ex);
		}
	}

	// The names of the operations are those of Python's pickletools.
	private void execute(int operation) {
		switch (operation) {
			case 0x80 -> protocol(this.in.unsigned()); // PROTO
			case 0x95 -> this.in.length(); // FRAME
			case '(' -> this.stack.mark(); // MARK
			case '0' -> this.stack.pop(); // POP
			case '1' -> this.stack.popToMark(); // POP_MARK
			case 't' -> this.stack.push(new Tuple(this.stack.popToMark())); // TUPLE
			case 0x85 -> this.stack.tuple(1); // TUPLE1
			case 0x86 -> this.stack.tuple(2); // TUPLE2
			case 0x87 -> this.stack.tuple(3); // TUPLE3
			case 'q' -> this.stack.store(this.in.unsigned()); // BINPUT
			case 'r' -> this.stack.store(this.in.integer()); // LONG_BINPUT
			case 0x94 -> this.stack.storeNext(); // MEMOIZE
			case 'h' -> this.stack.recall(this.in.unsigned()); // BINGET
			case 'j' -> this.stack.recall(this.in.integer()); // LONG_BINGET
			case 'N', ']', '}', ')', 0x88, 0x89, 0x8f -> this.stack.push(constant(operation));
			case 'a', 'e', 's', 'u', 0x90, 0x91 -> fill(operation);
			case 'c', 0x93, 'R', 0x81, 0x92, 'b', 'Q' -> create(operation);
			default -> this.stack.push(value(operation));
		}
	}

	private static void protocol(int version) {
		if (version < 2 || version > 5) {
			throw new InvalidModelException("has a pickle of the protocol %d; 2 to 5 are read".formatted(version));
		}
	}

	private static Object constant(int operation) {
		return switch (operation) {
			case ']' -> new ArrayList<>(); // EMPTY_LIST
			case '}' -> new Dictionary(); // EMPTY_DICT
			case ')' -> new Tuple(List.of()); // EMPTY_TUPLE
			case 0x88 -> true; // NEWTRUE
			case 0x89 -> false; // NEWFALSE
			default -> OTHER; // NONE, EMPTY_SET
		};
	}

	private Object value(int operation) {
		return switch (operation) {
			case 'J' -> (long) this.in.integer(); // BININT
			case 'K' -> (long) this.in.unsigned(); // BININT1
			case 'M' -> (long) this.in.unsignedShort(); // BININT2
			case 0x8a -> this.in.number(this.in.unsigned()); // LONG1
			case 0x8c -> this.in.text(this.in.unsigned()); // SHORT_BINUNICODE
			case 'U' -> this.in.text(this.in.unsigned()); // SHORT_BINSTRING
			case 'X' -> this.in.text(this.in.unsignedInteger()); // BINUNICODE
			case 'T' -> this.in.text(this.in.unsignedInteger()); // BINSTRING
			case 0x8d -> this.in.text(this.in.length()); // BINUNICODE8
			case 'G' -> this.in.other(Double.BYTES); // BINFLOAT
			case 'C' -> this.in.other(this.in.unsigned()); // SHORT_BINBYTES
			case 'B', 0x8b -> this.in.other(this.in.unsignedInteger()); // BINBYTES, LONG4
			case 0x8e, 0x96 -> this.in.other(this.in.length()); // BINBYTES8, BYTEARRAY8
			default ->
				throw new InvalidModelException("has a pickle with the operation 0x%02x, which weights do not need; %s"
					.formatted(operation, Globals.ADVICE));
		};
	}

	private void fill(int operation) {
		List<Object> values = switch (operation) {
			case 'a' -> List.of(this.stack.pop()); // APPEND
			case 's' -> pair(this.stack.pop(), this.stack.pop()); // SETITEM
			default -> this.stack.popToMark(); // APPENDS, SETITEMS, ADDITEMS, FROZENSET
		};
		switch (operation) {
			case 'a', 'e', 0x90 -> PickledObjects.append(this.stack.peek(), values);
			case 's', 'u' -> PickledObjects.set(this.stack.peek(), values);
			default -> this.stack.push(OTHER);
		}
	}

	private static List<Object> pair(Object value, Object key) {
		return List.of(key, value);
	}

	private void create(int operation) {
		if (operation == 'b') { // BUILD
			this.stack.pop();
			PickledObjects.build(this.stack.peek());
			return;
		}
		Object created = switch (operation) {
			case 'c' -> Globals.find(this.in.line(), this.in.line()); // GLOBAL
			case 'Q' -> this.objects.storage(this.stack.pop()); // BINPERSID
			case 0x93 -> global(this.stack.pop(), this.stack.pop()); // STACK_GLOBAL
			case 0x92 -> withKeywords(this.stack.pop()); // NEWOBJ_EX
			default -> object(this.stack.pop()); // REDUCE, NEWOBJ
		};
		this.stack.push(created);
	}

	private static Global global(Object name, Object module) {
		if (!(module instanceof String first) || !(name instanceof String second)) {
			throw PickleStack.damaged();
		}
		return Globals.find(first, second);
	}

	private Object withKeywords(Object keywords) {
		if (!(keywords instanceof Dictionary)) {
			throw PickleStack.damaged();
		}
		return object(this.stack.pop());
	}

	private Object object(Object arguments) {
		return PickledObjects.create(this.stack.pop(), arguments);
	}

}
