package io.heatlens.vit;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

import io.heatlens.engine.DataParallelPool;
import io.heatlens.engine.Engine;
import io.heatlens.engine.EngineProperties;
import io.heatlens.engine.Precision;
import io.heatlens.engine.SilentListener;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.family.ModelFamily;
import io.heatlens.vit.family.TextFamily;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/**
 * Loads checkpoints and runs them on an own engine, without the application.
 */
public final class Models implements AutoCloseable {

	private final Engine engine;

	private final ModelLoader loader;

	public Models() {
		this(Precision.FLOAT32);
	}

	public Models(Precision precision) {
		EngineProperties properties = new EngineProperties(8, Duration.ZERO, 64, 2, precision);
		this.engine = new Engine(properties, new SilentListener());
		this.loader = new ModelLoader(families(ModelFamily.class), families(TextFamily.class), properties, this.engine);
	}

	// Found as the application finds them.
	private static <F> List<F> families(Class<F> type) {
		try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(
				ModelFamily.class.getPackageName())) {
			return context.getBeanProvider(type).orderedStream().toList();
		}
	}

	public Model load(Path folder) {
		return run(() -> loadHere(folder));
	}

	// Loads a checkpoint on the calling thread, which must be one of this engine.
	public Model loadHere(Path folder) {
		return this.loader.load(folder.getFileName().toString(), folder);
	}

	public DataParallelPool dataParallelPool() {
		return run(this.engine::dataParallelPool);
	}

	public <T> T run(Supplier<T> task) {
		return this.engine.run(task);
	}

	public float[] logits(Model model, DecodedImage image) {
		return run(() -> {
			try (ModelSession session = model.open(new SilentListener())) {
				return session.logits(session.stack(List.of(model.prepare(image))))[0];
			}
		});
	}

	/**
	 * Counts the arrays of the manager of a model.
	 * @param model the model
	 * @return the number of arrays that live as long as the model
	 */
	public static int arrays(Model model) {
		return model.loaded().weights().getManagedArrays().size();
	}

	@Override
	public void close() {
		this.engine.close();
	}

}
