package io.heatlens.web;

import java.time.Duration;
import java.util.function.Supplier;

import io.heatlens.explain.method.Status;
import jakarta.servlet.http.HttpServletRequest;

import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Component;

/**
 * Draws the picture of an answer, as one of the few that are drawn at the same time.
 */
@Component
class PngAnswer {

	private final StageMetrics metrics;

	private final CpuLimiter cpuLimiter;

	PngAnswer(StageMetrics metrics, CpuLimiter cpuLimiter) {
		this.metrics = metrics;
		this.cpuLimiter = cpuLimiter;
	}

	/**
	 * Answers a request with a picture.
	 * @param request the request, whose timings get that of the drawing
	 * @param images the images of the request
	 * @param status the status of the map
	 * @param drawing draws the PNG file
	 * @return the answer
	 */
	ResponseEntity<byte[]> of(HttpServletRequest request, UploadedImages images, Status status,
			Supplier<byte[]> drawing) {
		Timings timings = Timings.of(request);
		byte[] png = this.cpuLimiter.run(images.ticket().deadline(), () -> draw(drawing, timings));
		return ResponseEntity.ok()
			.contentType(MediaType.IMAGE_PNG)
			.header("Heatlens-Status", status.apiName())
			.body(png);
	}

	private byte[] draw(Supplier<byte[]> drawing, Timings timings) {
		long start = System.nanoTime();
		byte[] png = drawing.get();
		Duration time = Duration.ofNanos(System.nanoTime() - start);
		timings.add("render", time);
		this.metrics.rendered(time);
		return png;
	}

}
