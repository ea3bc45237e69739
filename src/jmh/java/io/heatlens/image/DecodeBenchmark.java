package io.heatlens.image;

import java.util.concurrent.TimeUnit;

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
 * A JPEG until it is upright sRGB, in milliseconds.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 2)
public class DecodeBenchmark {

	private final ImageDecoder decoder = new ImageDecoder(
			new UploadLimits(DataSize.ofMegabytes(10), 50_000_000, 200_000_000, Alpha.DROP));

	private final byte[] small = Photo.jpeg(1024, 768);

	private final byte[] large = Photo.jpeg(4000, 3000);

	@Benchmark
	public Object decode() {
		return this.decoder.decode(this.small, Alpha.DROP);
	}

	@Benchmark
	public Object decodeTwelveMegapixels() {
		return this.decoder.decode(this.large, Alpha.DROP);
	}

}
