package io.heatlens;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import io.heatlens.engine.Deadline;
import io.heatlens.explain.Explainer;
import io.heatlens.explain.ExplanationRequest;
import io.heatlens.explain.Methods;
import io.heatlens.explain.Predictor;
import io.heatlens.explain.Target;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.RandomCheckpoint;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * What an explanation costs beside a prediction, in milliseconds a batch.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 3)
@Measurement(iterations = 5, time = 4)
@SuppressWarnings("NullAway.Init") // JMH sets up before it runs
public class ExplanationBenchmark {

	/** ViT-Ti/16 and ViT-B/16 at 224. */
	@Param({ "tiny", "base" })
	public String size = "";

	/** Images in a request. */
	@Param({ "1", "8" })
	public int batch;

	private Path folder = Path.of("");

	private ConfigurableApplicationContext context;

	private Model model;

	private Predictor predictor;

	private Explainer explainer;

	private List<DecodedImage> images = List.of();

	@Setup
	public void start() throws IOException {
		this.folder = Files.createTempDirectory("heatlens-jmh");
		RandomCheckpoint.write(this.folder, this.size);
		this.context = new SpringApplicationBuilder(HeatlensApplication.class).web(WebApplicationType.NONE)
			.run("--heatlens.models.store=" + this.folder);
		this.model = this.context.getBean(ModelStore.class).get(null);
		this.predictor = this.context.getBean(Predictor.class);
		this.explainer = this.context.getBean(Explainer.class);
		this.images = Collections.nCopies(this.batch, new DecodedImage("png", 249, 249, new byte[3 * 249 * 249]));
	}

	@TearDown
	public void stop() throws IOException {
		SpringApplication.exit(this.context);
		FileSystemUtils.deleteRecursively(this.folder);
	}

	@Benchmark
	public Object prediction() {
		return this.predictor.predict(this.model, this.images, 5, Deadline.in(Duration.ofMinutes(1)));
	}

	@Benchmark
	public Object gradCam() {
		return explain(new Target.Top(1));
	}

	@Benchmark
	public Object gradCamOfTenTargets() {
		return explain(new Target.Classes(IntStream.range(0, 10).boxed().toList()));
	}

	private Object explain(Target target) {
		return this.explainer.explain(this.model, this.images,
				ExplanationRequest.of(this.context.getBean(Methods.class).get(Methods.DEFAULT), target,
						MethodOptions.of(this.model)), Deadline.in(Duration.ofMinutes(1)));
	}

}
