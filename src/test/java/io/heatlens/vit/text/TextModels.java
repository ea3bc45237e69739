package io.heatlens.vit.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;

import ai.djl.ndarray.NDManager;
import io.heatlens.engine.Engine;
import io.heatlens.engine.EngineProperties;
import io.heatlens.engine.Precision;
import io.heatlens.engine.SilentListener;
import io.heatlens.vit.checkpoint.Checkpoint;
import io.heatlens.vit.family.TextFamily;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * Reads text towers and runs them on an own engine, without the application.
 */
public final class TextModels implements AutoCloseable {

	/** The models whose tokens and vectors Python computed. */
	public static final Path FOLDER = Path.of("src/test/resources/text");

	private final Engine engine = new Engine(new EngineProperties(8, Duration.ZERO, 64, 2, Precision.FLOAT32),
			new SilentListener());

	private final NDManager manager = run(NDManager::newBaseManager);

	private final List<TextFamily> families = families();

	// Found as the application finds them.
	private static List<TextFamily> families() {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
				TextFamily.class.getPackageName())) {
			return context.getBeanProvider(TextFamily.class).orderedStream().toList();
		}
	}

	public static Stream<Path> folders() {
		try (Stream<Path> children = Files.list(FOLDER)) {
			return children.filter(Files::isDirectory).sorted().toList().stream();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	public static List<String> texts() {
		return json(FOLDER.resolve("texts.json")).valueStream().map(JsonNode::asString).toList();
	}

	public static JsonNode expected(Path folder) {
		return json(folder.resolve("expected.json"));
	}

	public static JsonNode config(Path folder) {
		Path own = folder.resolve("open_clip_config.json");
		return json(Files.exists(own) ? own : folder.resolve("config.json"));
	}

	private static JsonNode json(Path file) {
		return JsonMapper.shared().readTree(file.toFile());
	}

	public static long[] longs(JsonNode row) {
		return row.valueStream().mapToLong(JsonNode::asLong).toArray();
	}

	public static float[] floats(JsonNode row) {
		float[] floats = new float[row.size()];
		for (int i = 0; i < floats.length; i++) {
			floats[i] = (float) row.get(i).asDouble();
		}
		return floats;
	}

	public TextTower read(Path folder, JsonNode config) {
		return run(() -> {
			Checkpoint weights = Checkpoint.open(this.manager, List.of(weights(folder)), false);
			List<TextFamily> reading = this.families.stream().filter((family) -> family.reads(config)).toList();
			if (reading.size() != 1) {
				throw new IllegalStateException(reading.size() + " families read " + folder);
			}
			TextTower tower = reading.get(0).read(config, weights);
			weights.finish((name) -> reading.get(0).ignores(name) || name.startsWith("vis"));
			return tower;
		});
	}

	private static Path weights(Path folder) {
		return Stream.of("model.safetensors", "open_clip_model.safetensors", "open_clip_pytorch_model.bin")
			.map(folder::resolve)
			.filter(Files::exists)
			.findFirst()
			.orElseThrow();
	}

	public TextTower read(Path folder) {
		return read(folder, config(folder));
	}

	public TextEncoder open(Path folder) {
		TextTower tower = read(folder);
		return run(() -> {
			try {
				return TextEncoder.open(tower, TokenizerFiles.read(folder));
			}
			catch (IOException ex) {
				throw new UncheckedIOException(ex);
			}
		});
	}

	public float[][] vectors(TextTransformer transformer, long[][] ids) {
		return run(() -> {
			try (NDManager scope = this.manager.newSubManager()) {
				float[] all = transformer.forward(ids, scope).toFloatArray();
				int size = all.length / ids.length;
				float[][] rows = new float[ids.length][size];
				for (int i = 0; i < all.length; i++) {
					rows[i / size][i % size] = all[i];
				}
				return rows;
			}
		});
	}

	public <T> T run(Supplier<T> task) {
		return this.engine.run(task);
	}

	/** The number of arrays and scopes that live as long as the weights. */
	public int arrays() {
		return this.manager.getManagedArrays().size();
	}

	@Override
	public void close() {
		run(() -> {
			this.manager.close();
			return true;
		});
		this.engine.close();
	}

}
