package io.heatlens.load;

import java.io.IOException;
import java.net.http.HttpRequest;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutionException;

import io.heatlens.image.Photo;
import io.heatlens.vit.PlainForward;
import io.heatlens.vit.RandomCheckpoint;

import org.springframework.util.FileSystemUtils;

/**
 * What clients see of the service, beside what a prediction alone costs on this machine:
 * a JPEG of 1024 x 768 to the PNG of an overlay, with random weights. Arguments: sizes
 * (tiny, small, base), and of a run, in seconds, {@code time=20}.
 */
public final class LoadTable {

	private static final String OVERLAY = "/v1/explanations";

	private final byte[] photo = Photo.jpeg(1024, 768);

	private final Duration time;

	private LoadTable(Duration time) {
		this.time = time;
	}

	public static void main(String[] arguments) throws Exception {
		List<String> sizes = List.of(arguments).stream().filter((size) -> !size.contains("=")).toList();
		int seconds = List.of(arguments)
			.stream()
			.filter((time) -> time.startsWith("time="))
			.mapToInt((time) -> Integer.parseInt(time.substring(5)))
			.findFirst()
			.orElse(20);
		for (String size : sizes.isEmpty() ? List.of("tiny", "small", "base") : sizes) {
			Path folder = Files.createTempDirectory("heatlens-load");
			try {
				RandomCheckpoint.write(folder, size);
				new LoadTable(Duration.ofSeconds(seconds)).print(size, folder);
			}
			finally {
				FileSystemUtils.deleteRecursively(folder);
			}
		}
	}

	private void print(String size, Path folder) throws IOException, InterruptedException, ExecutionException {
		double one = PlainForward.millis(folder, 1);
		double eight = PlainForward.millis(folder, 8);
		line("%n%s: plain forward of 1 image %.1f ms, of 8 %.1f ms", size, one, eight);
		try (Server server = Server.start(folder)) {
			HttpRequest request = request(server, this.photo, "", "image/png");
			long idle = server.resident();
			Load.of(server, request, 8, this.time.dividedBy(2)); // until it is compiled
			line("| clients | images/s | / plain 8 | p50 ms | / plain 1 | p95 ms | p99 ms | errors | resident MB (%d at first) |",
					idle);
			for (int clients : new int[] { 1, 4, 16, 64 }) {
				row("" + clients, Load.of(server, request, clients, this.time), one, eight);
			}
			row("16, JSON", Load.of(server, request(server, this.photo, "", "application/json"), 16, this.time), one,
					eight);
			line("resident afterwards: %d MB", server.resident());
			costs(server);
		}
	}

	private static void row(String clients, Load load, double one, double eight) {
		line("| %s | %.1f | %.2f | %.0f | %.2f | %.0f | %.0f | %d | %d |", clients, load.throughput(),
				load.throughput() * eight / 8000, load.percentile(50), load.percentile(50) / one, load.percentile(95),
				load.percentile(99), load.errors(), load.resident());
	}

	private void costs(Server server) throws IOException, InterruptedException, ExecutionException {
		cost(server, "512 x 384 to PNG", Photo.jpeg(512, 384), "", "image/png");
		cost(server, "1024 x 768 to PNG", this.photo, "", "image/png");
		cost(server, "4000 x 3000 to PNG", Photo.jpeg(4000, 3000), "", "image/png");
		cost(server, "4000 x 3000 to JSON", Photo.jpeg(4000, 3000), "", "application/json");
		cost(server, "1 target", this.photo, "?top=1", "application/json");
		cost(server, "10 targets", this.photo, "?top=10", "application/json");
		cost(server, "2 methods", this.photo, "?method=grad-cam&method=hires-cam", "application/json");
		cost(server, "4 methods", this.photo,
				"?method=grad-cam&method=hires-cam&method=layer-cam&method=generic-attention", "application/json");
	}

	private void cost(Server server, String what, byte[] image, String query, String accept)
			throws IOException, InterruptedException, ExecutionException {
		Load load = Load.of(server, request(server, image, query, accept), 1, this.time.dividedBy(4));
		line("| %s | %.0f ms%s |", what, load.percentile(50), (load.errors() > 0) ? ", errors" : "");
	}

	private static HttpRequest request(Server server, byte[] image, String query, String accept) {
		return HttpRequest.newBuilder(server.uri(OVERLAY + query))
			.header("Content-Type", "image/jpeg")
			.header("Accept", accept)
			.POST(HttpRequest.BodyPublishers.ofByteArray(image))
			.build();
	}

	private static void line(String format, Object... values) {
		System.out.println(String.format(Locale.ROOT, format, values));
	}

}
