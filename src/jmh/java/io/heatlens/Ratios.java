package io.heatlens;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.DoubleSupplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import io.heatlens.engine.Deadline;
import io.heatlens.engine.Engine;
import io.heatlens.explain.Detail;
import io.heatlens.explain.Explainer;
import io.heatlens.explain.ExplanationRequest;
import io.heatlens.explain.Methods;
import io.heatlens.explain.Target;
import io.heatlens.explain.method.ExplanationMethod;
import io.heatlens.explain.method.MethodOptions;
import io.heatlens.explain.method.Normalization;
import io.heatlens.image.DecodedImage;
import io.heatlens.vit.Model;
import io.heatlens.vit.ModelStore;
import io.heatlens.vit.PlainForward;
import io.heatlens.vit.RandomCheckpoint;

import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * Prints what explanations cost beside a plain forward pass, as medians of ratios taken
 * in turns, so that a noisy machine does not change them. Arguments: sizes (tiny, small,
 * base).
 */
public final class Ratios {

	/** While Java compiles, both are slow, but not equally. */
	private static final Duration WARM_UP = Duration.ofSeconds(10);

	private Ratios() {
	}

	public static void main(String[] arguments) throws IOException {
		System.out.println("| size | batch | precision | what | ms | / plain forward |");
		System.out.println("|---|---|---|---|---|---|");
		for (String size : (arguments.length > 0) ? List.of(arguments) : List.of("tiny", "small", "base")) {
			Path folder = Files.createTempDirectory("heatlens-ratios");
			try {
				RandomCheckpoint.write(folder, size);
				for (String precision : List.of("float32", "bfloat16")) {
					run(size, folder, precision);
				}
			}
			finally {
				FileSystemUtils.deleteRecursively(folder);
			}
		}
	}

	private static void run(String size, Path folder, String precision) {
		try (ConfigurableApplicationContext context = new SpringApplicationBuilder(HeatlensApplication.class)
			.web(WebApplicationType.NONE)
			.run("--heatlens.models.store=" + folder, "--heatlens.engine.precision=" + precision,
					"--logging.level.root=warn")) {
			for (int batch : new int[] { 1, 8 }) {
				run(context, size, precision, batch);
			}
		}
	}

	private static void run(ConfigurableApplicationContext context, String size, String precision, int batch) {
		Model model = context.getBean(ModelStore.class).get(null);
		Engine engine = context.getBean(Engine.class);
		Explainer explainer = context.getBean(Explainer.class);
		Methods methods = context.getBean(Methods.class);
		List<DecodedImage> images = images(batch);
		List<ExplanationMethod> one = List.of(methods.get(Methods.DEFAULT));
		List<ExplanationMethod> five = Stream.of("grad-cam", "hires-cam", "layer-cam", "xgrad-cam", "eigen-cam")
			.map(methods::get)
			.toList();
		Map<String, DoubleSupplier> tasks = new TreeMap<>(Map.of("1 plain forward",
				() -> PlainForward.millis(engine, model, images), "2 Grad-CAM",
				() -> explain(explainer, model, images, one, 1), "3 Grad-CAM, 10 targets",
				() -> explain(explainer, model, images, one, 10), "4 five methods",
				() -> explain(explainer, model, images, five, 1)));
		int rounds = (size.equals("base") && batch > 1) ? 7 : 25;
		Map<String, List<Double>> times = new TreeMap<>();
		long warm = System.nanoTime() + WARM_UP.toNanos();
		while (System.nanoTime() < warm) {
			for (DoubleSupplier task : tasks.values()) {
				double unused = task.getAsDouble();
			}
		}
		for (int round = 0; round < rounds; round++) {
			tasks.forEach((name, task) -> times.computeIfAbsent(name, (first) -> new ArrayList<>())
				.add(task.getAsDouble()));
		}
		List<Double> plain = Objects.requireNonNull(times.get("1 plain forward"));
		times.forEach((name, millis) -> System.out.printf("| %s | %d | %s | %s | %.1f | %.2f |%n", size, batch,
				precision, name.substring(2), median(millis), median(
						IntStream.range(0, rounds).mapToObj((round) -> millis.get(round) / plain.get(round)).toList())));
	}

	private static double explain(Explainer explainer, Model model, List<DecodedImage> images,
			List<ExplanationMethod> methods, int targets) {
		ExplanationRequest request = new ExplanationRequest(methods,
				new Target.Classes(IntStream.range(0, targets).boxed().toList()), MethodOptions.of(model),
				Normalization.MAX, null, Detail.PATCH, List.of());
		return explainer.explain(model, images, request, Deadline.in(Duration.ofMinutes(1))).ran().toNanos() / 1e6;
	}

	private static List<DecodedImage> images(int count) {
		Random random = new Random(1);
		return IntStream.range(0, count).mapToObj((i) -> {
			byte[] rgb = new byte[3 * 224 * 224];
			random.nextBytes(rgb);
			return new DecodedImage("png", 224, 224, rgb);
		}).toList();
	}

	private static double median(List<Double> values) {
		return values.stream().sorted().skip(values.size() / 2).findFirst().orElseThrow();
	}

}
