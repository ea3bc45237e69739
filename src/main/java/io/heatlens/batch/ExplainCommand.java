package io.heatlens.batch;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;

import io.heatlens.answer.Painter;
import io.heatlens.engine.Engine;
import io.heatlens.explain.Cost;
import io.heatlens.explain.Explainer;
import io.heatlens.explain.method.Passes;
import io.heatlens.image.ImageDecoder;
import io.heatlens.image.UploadLimits;
import io.heatlens.request.ApiParameter;
import io.heatlens.request.ExplanationOptions;
import io.heatlens.request.ExplanationReader;
import io.heatlens.request.Parameters;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;

/**
 * Explains every image of a folder: {@code java -jar heatlens.jar explain}. The exit
 * status is 0 if every image has its result, which may be the problem that the image
 * cannot be read; 1 if the command could not start or could not write its results; and 2
 * if images failed for another reason, so that another run may succeed.
 */
public class ExplainCommand implements ApplicationRunner, ExitCodeGenerator {

	private static final Logger logger = LoggerFactory.getLogger(ExplainCommand.class);

	private static final int INCOMPLETE = 2;

	private final CommandLine line;

	private final ExplanationReader reader;

	private final ImageDecoder decoder;

	private final UploadLimits limits;

	private final Engine engine;

	private final Explainer explainer;

	private final Painter painter;

	private int status;

	ExplainCommand(CommandLine line, ExplanationReader reader, ImageDecoder decoder, UploadLimits limits, Engine engine,
			Explainer explainer, Painter painter) {
		this.line = line;
		this.reader = reader;
		this.decoder = decoder;
		this.limits = limits;
		this.engine = engine;
		this.explainer = explainer;
		this.painter = painter;
	}

	/**
	 * Runs the command.
	 * @param application the class of the application whose beans the command uses
	 * @param args the arguments of the command
	 * @return the exit status of the process
	 */
	public static int launch(Class<?> application, String... args) {
		return Launcher.launch(ExplainJob.USAGE, application, ExplainCommand.class, args);
	}

	@Override
	public void run(ApplicationArguments args) {
		this.status = Launcher.guard(() -> run(ExplainJob.of(this.line)));
	}

	@Override
	public int getExitCode() {
		return this.status;
	}

	private int run(ExplainJob job) {
		Parameters parameters = Parameters.of(this.line.parameters(), ApiParameter.OF_FOLDERS);
		ExplanationOptions options = this.reader.read(parameters);
		if (options.request().scale().shared()) {
			throw new CommandException(
					"--scale=shared is for the maps of one answer, but this command explains image by image. Give a number, as in --scale=0.5.");
		}
		List<Source> sources = ImageFolder.list(job.input(), job.output())
			.stream()
			.filter((source) -> job.shard().holds(source.name()))
			.toList();
		if (options.dryRun()) {
			Passes passes = Cost.of(options.model(), options.request()).times(sources.size());
			System.out.printf("%d images: %d forward and %d backward passes.%n", sources.size(), passes.forwards(),
					passes.backwards());
			return 0;
		}
		try {
			return run(job, sources, RunSettings.of(options, this.line.parameters(),
					parameters.choice(ApiParameter.ALPHA, this.limits.alpha())));
		}
		catch (IOException ex) {
			throw new CommandException("The folder %s cannot be read or written: %s.".formatted(job.output(), ex), ex);
		}
	}

	private int run(ExplainJob job, List<Source> sources, RunSettings settings) throws IOException {
		ResultFolder results = new ResultFolder(Files.createDirectories(job.output()));
		String file = job.shard().manifest();
		Plan plan = Plan.of(sources, file, results, settings.digest(), job.overwrite());
		logger.info("{} images, of which {} are done", sources.size(), plan.done().size());
		try (Manifest manifest = Manifest.create(job.output().resolve(file), plan.done())) {
			for (ManifestEntry entry : plan.stale()) {
				results.remove(entry);
			}
			ResultWriter writer = new ResultWriter(results, manifest, settings, this.painter);
			try (DecodingQueue images = new DecodingQueue(this.decoder, settings.alpha(), this.limits.maxPixels(),
					this.engine.maxBatch(), plan.todo());
					BatchProgress progress = new BatchProgress(plan.todo().size(), "images")) {
				new FolderExplainer(this.explainer, settings.options(), job.timeout(), writer, progress)
					.explain(images);
			}
		}
		return summarise(results, file, sources.size());
	}

	private static int summarise(ResultFolder results, String file, int total) throws IOException {
		List<ManifestEntry> entries = List.copyOf(Manifest.read(results.folder().resolve(file)).values());
		long explained = entries.stream().filter((entry) -> entry.problem() == null).count();
		long unfinished = total - entries.stream().filter((entry) -> entry.json() != null).count();
		logger.info("{} of {} images are explained", explained, total);
		if (explained < total) {
			logger.warn("{} images have a problem instead. Another run may succeed for {} of them. See {}",
					total - explained, unfinished, results.folder().resolve(file));
		}
		return (unfinished > 0) ? INCOMPLETE : 0;
	}

}
