package io.heatlens.render;

import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

import io.heatlens.image.Alpha;
import io.heatlens.image.DecodedImage;
import io.heatlens.image.ImageDecoder;
import io.heatlens.image.Photo;
import io.heatlens.image.UploadLimits;
import io.heatlens.render.png.PngEncoder;
import io.heatlens.vit.input.Region;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.util.unit.DataSize;

/**
 * A map and a photograph of 1024 x 768 until there is a PNG, in milliseconds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
public class RenderBenchmark {

	private final DecodedImage photo = new ImageDecoder(
			new UploadLimits(DataSize.ofMegabytes(10), 50_000_000, 200_000_000, Alpha.DROP))
		.decode(Photo.jpeg(1024, 768), Alpha.DROP);

	private final Picture picture = new Picture(values(), new Region(50, 0, 900, 768), false);

	private final HeatmapRenderer renderer = new HeatmapRenderer();

	private final PngEncoder encoder = new PngEncoder();

	private static float[][] values() {
		Random random = new Random(1);
		float[][] values = new float[14][14];
		for (float[] row : values) {
			for (int column = 0; column < row.length; column++) {
				row[column] = random.nextFloat();
			}
		}
		return values;
	}

	@Benchmark
	public byte[] overlay() {
		return draw(View.OVERLAY);
	}

	@Benchmark
	public byte[] heatmap() {
		return draw(View.HEATMAP);
	}

	private byte[] draw(View view) {
		return this.renderer.png(this.photo, this.picture,
				new RenderOptions(view, ColorMap.TURBO, 0.5, Interpolation.BILINEAR), Map.of());
	}

	@Benchmark
	public byte[] encode() {
		byte[] rgb = this.photo.rgb();
		return this.encoder.encode(this.photo.width(), this.photo.height(), 3,
				() -> (y, row) -> System.arraycopy(rgb, y * row.length, row, 0, row.length), Map.of());
	}

}
