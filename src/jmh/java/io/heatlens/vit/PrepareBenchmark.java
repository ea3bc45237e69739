package io.heatlens.vit;

import java.util.List;
import java.util.concurrent.TimeUnit;

import io.heatlens.image.Alpha;
import io.heatlens.image.DecodedImage;
import io.heatlens.image.ImageDecoder;
import io.heatlens.image.Photo;
import io.heatlens.image.UploadLimits;
import io.heatlens.vit.input.InputSize;
import io.heatlens.vit.input.Preprocessing;
import io.heatlens.vit.input.PreprocessingSources;
import io.heatlens.vit.input.ResampleFilter;
import io.heatlens.vit.input.Resize;
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
import org.openjdk.jmh.annotations.Warmup;

import org.springframework.util.unit.DataSize;

/**
 * An image until it is a model's input of 224 x 224, in milliseconds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
@SuppressWarnings("NullAway.Init") // JMH sets up before it runs
public class PrepareBenchmark {

	/** Of the image, 4:3. */
	@Param({ "1024", "4000" })
	public int width;

	private final Preprocessing preprocessing = new Preprocessing(
			new Resize(Resize.Mode.SHORTEST_EDGE, 248, 248, ResampleFilter.BICUBIC), new InputSize(224, 224),
			Preprocessing.Offset.HALF_EVEN, Preprocessing.Padding.BLACK, 1 / 255f, List.of(0.5f, 0.5f, 0.5f),
			List.of(0.5f, 0.5f, 0.5f), new PreprocessingSources("", "", "", "", "", ""));

	private DecodedImage image;

	@Setup
	public void decode() {
		this.image = new ImageDecoder(new UploadLimits(DataSize.ofMegabytes(10), 50_000_000, 200_000_000, Alpha.DROP))
			.decode(Photo.jpeg(this.width, 3 * this.width / 4), Alpha.DROP);
	}

	@Benchmark
	public Object prepare() {
		return this.preprocessing.prepare(this.image);
	}

}
