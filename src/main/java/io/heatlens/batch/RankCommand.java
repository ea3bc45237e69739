package io.heatlens.batch;

import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;

import io.heatlens.answer.Answers;
import io.heatlens.answer.MethodRanking;
import io.heatlens.answer.Rankings;
import io.heatlens.engine.Deadline;
import io.heatlens.engine.Engine;
import io.heatlens.explain.Explainer;
import io.heatlens.explain.ExplanationRequest;
import io.heatlens.explain.Methods;
import io.heatlens.explain.method.Passes;
import io.heatlens.explain.metric.Metric;
import io.heatlens.explain.metric.Metrics;
import io.heatlens.image.Alpha;
import io.heatlens.image.DecodedImage;
import io.heatlens.image.ImageDecoder;
import io.heatlens.image.UploadLimits;
import io.heatlens.request.ApiParameter;
import io.heatlens.request.Parameters;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.ExitCodeGenerator;

/**
 * Ranks the methods by how faithful their maps are to a model:
 * {@code java -jar heatlens.jar rank}.
 */
public class RankCommand implements ApplicationRunner, ExitCodeGenerator {

	private static final Logger logger = LoggerFactory.getLogger(RankCommand.class);

	private final CommandLine line;

	private final ModelStore models;

	private final Methods methods;

	private final Metrics metrics;

	private final Explainer explainer;

	private final Engine engine;

	private final ImageDecoder decoder;

	private final UploadLimits limits;

	private final Rankings rankings;

	private int status;

	RankCommand(CommandLine line, ModelStore models, Methods methods, Metrics metrics, Explainer explainer,
			Engine engine, ImageDecoder decoder, UploadLimits limits, Rankings rankings) {
		this.line = line;
		this.models = models;
		this.methods = methods;
		this.metrics = metrics;
		this.explainer = explainer;
		this.engine = engine;
		this.decoder = decoder;
		this.limits = limits;
		this.rankings = rankings;
	}

	/**
	 * Runs the command.
	 * @param application the class of the application whose beans the command uses
	 * @param args the arguments of the command
	 * @return the exit status of the process
	 */
	public static int launch(Class<?> application, String... args) {
		return Launcher.launch(RankJob.USAGE, application, RankCommand.class, args);
	}

	@Override
	public void run(ApplicationArguments args) {
		this.status = Launcher.guard(this::rank);
	}

	@Override
	public int getExitCode() {
		return this.status;
	}

	private int rank() {
		Parameters parameters = Parameters.of(this.line.parameters(), RankJob.USAGE.parameters());
		Model model = this.models.get(parameters.one(ApiParameter.MODEL));
		Alpha alpha = parameters.choice(ApiParameter.ALPHA, this.limits.alpha());
		List<String> names = RankJob.all(this.line, "metric");
		List<Metric> chosen = (names.isEmpty() ? List.of("deletion") : names).stream()
			.map((name) -> RankJob.metric(this.metrics, name))
			.toList();
		Candidates candidates = Candidates.of(model, this.methods, RankJob.all(this.line, "methods"), chosen);
		Path folder = Path.of(this.line.required("images")).toAbsolutePath().normalize();
		List<Source> sources = ImageFolder.list(folder);
		Passes passes = candidates.cost(sources.size());
		logger.info("{} methods on {} images: {} forward and {} backward passes", candidates.methods().size(),
				sources.size(), passes.forwards(), passes.backwards());
		MethodRanking ranking = measure(candidates, sources, alpha);
		System.out.println(RankingTable.of(ranking));
		save(model, ranking);
		return 0;
	}

	private MethodRanking measure(Candidates candidates, List<Source> sources, Alpha alpha) {
		MethodRanker ranker = new MethodRanker();
		List<ExplanationRequest> requests = candidates.requests();
		int images = 0;
		try (DecodingQueue queue = new DecodingQueue(this.decoder, alpha, this.limits.maxPixels(),
				this.engine.maxBatch(), sources);
				BatchProgress progress = new BatchProgress(sources.size() * requests.size(), "measurements")) {
			for (List<Decoded> batch = queue.next(); !batch.isEmpty(); batch = queue.next()) {
				List<DecodedImage> readable = readable(batch);
				images += readable.size();
				batch.forEach((decoded) -> requests.forEach((request) -> {
					measure(candidates, decoded, request, ranker);
					progress.done(decoded.failure());
				}));
				batch.forEach(queue::release);
			}
		}
		if (images < 2) {
			throw new CommandException(
					"The folder of --images has %d readable images, but at least 2 are needed.".formatted(images));
		}
		return new MethodRanking(Answers.ModelName.of(candidates.model()), images, LocalDate.now(ZoneOffset.UTC),
				ranker.rank());
	}

	// The metrics run image by image anyway, so images of their own show the progress.
	private void measure(Candidates candidates, Decoded decoded, ExplanationRequest request, MethodRanker ranker) {
		DecodedImage image = decoded.image();
		if (image != null) {
			this.explainer.explain(candidates.model(), List.of(image), request, Deadline.never())
				.value()
				.get(0)
				.explanations()
				.forEach((explanation) -> ranker.add(explanation, candidates.usesGradient(explanation.method())));
		}
	}

	private static List<DecodedImage> readable(List<Decoded> batch) {
		batch.stream()
			.filter((decoded) -> decoded.failure() != null)
			.forEach((decoded) -> logger.warn("Image {} is left out: {}", decoded.source().name(),
					Objects.requireNonNull(decoded.failure()).problem().detail()));
		return batch.stream()
			.filter((decoded) -> decoded.image() != null)
			.map((decoded) -> Objects.requireNonNull(decoded.image()))
			.toList();
	}

	private void save(Model model, MethodRanking ranking) {
		String output = this.line.one("output");
		Path folder = (output != null) ? Path.of(output).toAbsolutePath().normalize()
				: this.rankings.folder(model).orElse(null);
		if (folder == null) {
			logger.info(
					"The ranking is not saved, because the embedded model has no folder. To save it, set --output=DIR");
			return;
		}
		try {
			new ResultFolder(folder).write(MethodRanking.FILE,
					JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsBytes(ranking));
			logger.info("The ranking is written to {}", folder.resolve(MethodRanking.FILE));
		}
		catch (IOException ex) {
			throw new CommandException("%s cannot be written: %s. The ranking is only in the table above."
				.formatted(folder.resolve(MethodRanking.FILE), ex), ex);
		}
	}

}
