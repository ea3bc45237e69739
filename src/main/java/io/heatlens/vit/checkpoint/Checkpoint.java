package io.heatlens.vit.checkpoint;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/**
 * The tensors of a checkpoint by name, as float32 whatever their type in the files.
 * Remembers which tensors were taken, so that {@link #finish} can refuse a checkpoint
 * with tensors that the architecture does not use.
 */
public final class Checkpoint {

	private final NDManager manager;

	private final TensorReader reader;

	private final Map<String, TensorEntry> entries;

	private final Set<TensorEntry> taken;

	private final String origin;

	private Checkpoint(NDManager manager, TensorReader reader, Map<String, TensorEntry> entries, Set<TensorEntry> taken,
			String origin) {
		this.manager = manager;
		this.reader = reader;
		this.entries = entries;
		this.taken = taken;
		this.origin = origin;
	}

	/**
	 * Opens a checkpoint of one or several files. What wrappers such as DataParallel put
	 * before the names of all tensors is taken off, and so is the index of a linear layer
	 * in a classifier that is a {@code Sequential}.
	 * @param manager the manager that owns every tensor that is taken
	 * @param files the files, in the format of safetensors or of {@code torch.save}
	 * @param average whether to take the average of the weights (EMA) that a training
	 * script saved beside them; safetensors files have one set of weights only
	 * @return the checkpoint
	 * @throws InvalidModelException if a file is damaged or holds no weights, if two
	 * files hold the same tensor, or if the weights are of a kind that no family reads
	 */
	public static Checkpoint open(NDManager manager, List<Path> files, boolean average) {
		Map<String, TensorEntry> entries = new LinkedHashMap<>();
		List<String> origins = new ArrayList<>();
		for (Path file : files) {
			StateDict weights = file.toString().endsWith(".safetensors")
					? new StateDict(Safetensors.read(file), file.getFileName().toString())
					: StateDict.of(TorchFile.read(file), average);
			origins.add(weights.origin());
			weights.tensors().forEach((name, entry) -> {
				if (entries.put(name, entry) != null) {
					throw new InvalidModelException("two files hold the tensor " + name);
				}
			});
		}
		Wrappers unwrapped = Wrappers.unwrap(entries);
		OtherWeights.refuse(unwrapped.tensors());
		SequentialHead flat = SequentialHead.flatten(unwrapped.tensors());
		return new Checkpoint(manager, new TensorReader(manager), flat.tensors(), new HashSet<>(),
				String.join(", ", origins) + unwrapped.description() + flat.description());
	}

	/**
	 * Says where the tensors come from.
	 * @return the names of the files, what was taken of them, and how the names of
	 * tensors were changed
	 */
	public String origin() {
		return this.origin;
	}

	/**
	 * Finds the tensors of a part of the model that is wrapped, such as
	 * {@code timm_model}. Tensors that are taken from it count as taken from this
	 * checkpoint.
	 * @param prefix the beginning of the names of the tensors, with the dot
	 * @return the tensors whose names begin so, by the rest of their names
	 */
	public Checkpoint without(String prefix) {
		Map<String, TensorEntry> inside = new HashMap<>();
		this.entries.forEach((name, entry) -> {
			if (name.startsWith(prefix)) {
				inside.put(name.substring(prefix.length()), entry);
			}
		});
		return new Checkpoint(this.manager, this.reader, inside, this.taken, this.origin);
	}

	/**
	 * Gives the tensors other names. Tensors that are taken under them count as taken
	 * from this checkpoint.
	 * @param names the new name of each tensor by its name
	 * @return the same tensors under the new names
	 * @throws InvalidModelException if two tensors get the same name
	 */
	public Checkpoint renamed(UnaryOperator<String> names) {
		Map<String, TensorEntry> renamed = new LinkedHashMap<>();
		this.entries.forEach((name, entry) -> {
			if (renamed.put(names.apply(name), entry) != null) {
				throw new InvalidModelException("two tensors mean " + names.apply(name));
			}
		});
		return new Checkpoint(this.manager, this.reader, renamed, this.taken, this.origin);
	}

	/**
	 * Whether the checkpoint has a tensor.
	 * @param name the name of the tensor
	 * @return true if one of the files holds it
	 */
	public boolean has(String name) {
		return this.entries.containsKey(name);
	}

	/**
	 * Whether the checkpoint has tensors of a part of the model.
	 * @param prefix the beginning of the names of these tensors, with the dot
	 * @return true if there is at least one
	 */
	public boolean hasPart(String prefix) {
		return this.entries.keySet().stream().anyMatch((name) -> name.startsWith(prefix));
	}

	/**
	 * Finds the shape of a tensor whose sizes the architecture does not determine.
	 * @param name the name of the tensor
	 * @param rank the number of dimensions that it must have
	 * @return its dimensions, each 1 or more
	 * @throws InvalidModelException if there is no such tensor, if it has another number
	 * of dimensions, or if one of them is 0
	 */
	public long[] shape(String name, int rank) {
		List<Long> shape = entry(name).shape();
		if (shape.size() != rank || shape.contains(0L)) {
			throw new InvalidModelException(
					"%s should have %d dimensions, none of them 0, but has the shape %s".formatted(name, rank, shape));
		}
		return dimensions(shape);
	}

	private static long[] dimensions(List<Long> shape) {
		return shape.stream().mapToLong(Long::longValue).toArray();
	}

	/**
	 * Takes a tensor that the architecture needs.
	 * @param name the name of the tensor
	 * @param shape the shape that it must have
	 * @return the tensor as float32, on the manager of the checkpoint and independent of
	 * the file
	 * @throws InvalidModelException if the tensor is missing, is larger than 2 GiB, or
	 * has another shape or a type that is not a floating-point type of 64, 32 or 16 bits
	 * @throws UncheckedIOException if the file cannot be read
	 */
	public NDArray take(String name, long... shape) {
		TensorEntry entry = entry(name);
		if (!Arrays.equals(dimensions(entry.shape()), shape)) {
			throw new InvalidModelException(
					"%s should have the shape %s, but has %s".formatted(name, Arrays.toString(shape), entry.shape()));
		}
		this.taken.add(entry);
		try {
			return this.reader.read(entry);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * Creates an array of one number that lives as long as the weights.
	 * @param value the number
	 * @return the array, shape (1)
	 */
	public NDArray constant(float value) {
		return this.manager.create(new float[] { value });
	}

	/**
	 * Creates an empty sequence of tokens.
	 * @param dim the embedding dimension
	 * @return the sequence, shape (1, 0, dim)
	 */
	public NDArray noTokens(int dim) {
		return this.manager.zeros(new Shape(1, 0, dim));
	}

	/**
	 * Checks that every tensor was taken.
	 * @param unused decides by its name whether a tensor need not be taken, because
	 * classification does not use it
	 * @throws InvalidModelException if any other tensor was not taken
	 */
	public void finish(Predicate<String> unused) {
		Set<String> left = new TreeSet<>();
		this.entries.forEach((name, entry) -> {
			if (!this.taken.contains(entry) && !unused.test(name)) {
				left.add(name);
			}
		});
		if (!left.isEmpty()) {
			throw new InvalidModelException("the architecture does not use %d of the tensors, such as %s"
				.formatted(left.size(), left.iterator().next()));
		}
	}

	private TensorEntry entry(String name) {
		TensorEntry entry = this.entries.get(name);
		if (entry == null) {
			throw new InvalidModelException(
					"the tensor %s is missing; %s".formatted(name, Names.instead(name, this.entries.keySet())));
		}
		return entry;
	}

}
