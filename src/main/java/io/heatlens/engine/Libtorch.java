package io.heatlens.engine;

import ai.djl.engine.Engine;
import ai.djl.engine.EngineException;
import ai.djl.pytorch.jni.JniUtils;
import com.sun.jna.Function;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PyTorch's native library, which a process loads once.
 */
public final class Libtorch {

	private static final String THREADS = "ai.djl.pytorch.num_threads";

	private static final String SPIN_COUNT = "GOMP_SPINCOUNT";

	private static final Logger logger = LoggerFactory.getLogger(Libtorch.class);

	/** As the library is: once a process. */
	private static boolean loaded;

	private Libtorch() {
	}

	/** Loads it with our settings, or waits for another thread that does. */
	static synchronized void load() {
		if (loaded) {
			return;
		}
		setIfAbsent(THREADS, Runtime.getRuntime().availableProcessors());
		setIfAbsent("ai.djl.pytorch.num_interop_threads", 1);
		// without these DJL calls out when it is first used
		setIfAbsent("ai.djl.offline", true);
		setIfAbsent("OPT_OUT_TRACKING", true);
		spinBriefly();
		try {
			Engine.getEngine("PyTorch");
		}
		catch (EngineException ex) {
			throw new LibtorchException(ex);
		}
		loaded = true;
	}

	/**
	 * Counts the processors that operations may use together; loads the library first.
	 * @return all of the container's, unless a property says otherwise
	 */
	static int threads() {
		load();
		return Integer.parseInt(System.getProperty(THREADS));
	}

	/**
	 * Counts the processors that operations of the calling thread use.
	 * @return 1 or more
	 */
	public static int share() {
		return JniUtils.getNumThreads();
	}

	/**
	 * Bounds the operations of the calling thread. A thread that says nothing takes what
	 * the last one said when its first operation runs.
	 * @param count of the processors that they share
	 */
	static void useThreads(int count) {
		if (share() != count) {
			JniUtils.setNumThreads(count);
		}
	}

	// OpenMP reads it from the process's own variables when it is loaded. Beside requests
	// that are decoded and drawn, a thread that spins long for the other half of its team
	// takes the CPU from it; one that sleeps at once wakes up late.
	private static void spinBriefly() {
		// the image sets it: there JNA, which unpacks a library too, has nowhere to do so
		if (!Platform.isLinux() || System.getenv(SPIN_COUNT) != null) {
			return;
		}
		try {
			Function setenv = NativeLibrary.getProcess().getFunction("setenv");
			setenv.invokeInt(new Object[] { SPIN_COUNT, "5000", 0 });
		}
		catch (LinkageError ex) {
			// a temporary folder from which nothing may be run
			logger.debug("{} keeps its default", SPIN_COUNT, ex);
		}
	}

	private static void setIfAbsent(String property, Object value) {
		System.setProperty(property, System.getProperty(property, value.toString()));
	}

}
