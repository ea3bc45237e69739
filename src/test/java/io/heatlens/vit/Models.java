package io.heatlens.vit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.heatlens.image.DecodedImage;

/**
 * Loads checkpoints and runs them on an engine of its own, without Spring.
 */
public final class Models implements AutoCloseable {

	private static final EngineProperties PROPERTIES = new EngineProperties(8, Duration.ZERO, 64, 2, Precision.FLOAT32);

	private final Engine engine = new Engine(PROPERTIES, new Silence());

	private final ModelLoader loader = new ModelLoader(
			List.of(new TimmVit(), new HuggingFaceVit(), new HuggingFaceDeit(), new HuggingFaceDinov2()), PROPERTIES,
			this.engine);

	Model load(Path folder) {
		return run(() -> loadHere(folder));
	}

	// For tasks of this engine.
	Model loadHere(Path folder) {
		return this.loader.load(folder.getFileName().toString(), folder);
	}

	Team team() {
		return run(this.engine::team);
	}

	<T> T run(Supplier<T> task) {
		return this.engine.run(task);
	}

	float[] logits(Model model, DecodedImage image) {
		return run(() -> {
			try (ModelSession session = model.open(new Silence())) {
				return session.logits(session.stack(List.of(model.prepare(image))))[0];
			}
		});
	}

	/**
	 * Counts what a model's manager holds.
	 * @param model loaded
	 * @return arrays that live as long as the model
	 */
	public static int arrays(Model model) {
		return model.weights().getManagedArrays().size();
	}

	@Override
	public void close() {
		this.engine.close();
	}

}
