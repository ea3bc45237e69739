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
 * PyTorch's native library, which is loaded once per process.
 */
public final class Libtorch {

	private static final String THREADS = "ai.djl.pytorch.num_threads";

	private static final String SPIN_COUNT = "GOMP_SPINCOUNT";

	private static final Logger logger = LoggerFactory.getLogger(Libtorch.class);

	/** Static, since the process has only one library. */
	private static boolean loaded;

	private Libtorch() {
	}

	/**
	 * Loads the library with the settings of Heatlens, unless it is loaded. Waits if
	 * another thread is loading it.
	 * @throws LibtorchException if it cannot be unpacked or loaded
	 */
	static synchronized void load() {
		if (loaded) {
			return;
		}
		setIfAbsent(THREADS, Runtime.getRuntime().availableProcessors());
		setIfAbsent("ai.djl.pytorch.num_interop_threads", 1);
		// Without these, DJL makes network requests when it is first used.
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
	 * The number of processors that all operations may use together. Loads the library
	 * first.
	 * @return the number of the container's processors, unless the system property
	 * {@code ai.djl.pytorch.num_threads} names another
	 */
	static int threads() {
		load();
		return Integer.parseInt(System.getProperty(THREADS));
	}

	/**
	 * The number of processors that the operations of the calling thread use.
	 * @return 1 or more
	 */
	public static int share() {
		return JniUtils.getNumThreads();
	}

	/**
	 * Sets the number of processors that the operations of the calling thread use. A
	 * thread that never calls this method keeps the number that was set last, by
	 * whichever thread, before its own first operation.
	 * @param count the number of processors, 1 or more
	 */
	static void useThreads(int count) {
		if (share() != count) {
			JniUtils.setNumThreads(count);
		}
	}

	// OpenMP reads the variable from the environment of the process when it is loaded.
	// While other requests are decoded and drawn, an OpenMP thread that spins for long
	// takes the CPU from the thread that it waits for; one that sleeps at once wakes up
	// late.
	private static void spinBriefly() {
		// The container image sets the variable itself, because JNA has no folder in the
		// container to which it could unpack its own library.
		if (!Platform.isLinux() || System.getenv(SPIN_COUNT) != null) {
			return;
		}
		try {
			Function setenv = NativeLibrary.getProcess().getFunction("setenv");
			setenv.invokeInt(new Object[] { SPIN_COUNT, "5000", 0 });
		}
		catch (LinkageError ex) {
			// JNA cannot run its library from a temporary folder that is mounted noexec.
			logger.debug("{} cannot be set and keeps its default", SPIN_COUNT, ex);
		}
	}

	private static void setIfAbsent(String property, Object value) {
		System.setProperty(property, System.getProperty(property, value.toString()));
	}

}
