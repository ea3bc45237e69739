package io.heatlens.vit.checkpoint;

import java.nio.file.Path;
import java.util.stream.Stream;

import io.heatlens.Effort;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Hostile pickles are refused with one line, at little cost.
 */
class HostilePickleTests {

	@TempDir
	private Path folder;

	private Path file() {
		return this.folder.resolve("file.pth");
	}

	private void assertRefused(byte[] bytes, String reason) {
		Path file = TorchWriter.write(file(), bytes);
		Effort.assertSmall(() -> assertThatExceptionOfType(InvalidModelException.class)
			.isThrownBy(() -> StateDict.of(TorchFile.read(file), false))
			.withMessageStartingWith("file.pth ")
			.withMessageContaining(reason)
			.withMessageNotContaining("\n")
			.withMessageNotContaining("Exception"));
	}

	@ParameterizedTest
	@CsvSource({ "os,system", "posix,system", "builtins,eval", "__builtin__,exec", "builtins,getattr",
			"builtins,__import__", "subprocess,Popen", "torch,load", "torch.hub,load", "torch.nn.modules.linear,Linear",
			"numpy,load", "runpy,run_path", "torch._utils,_rebuild_tensor_v2.__globals__",
			"collections,OrderedDict.update" })
	void unknownGlobalIsRefusedByName(String module, String name) {
		String path = (module.equals("__builtin__") ? "builtins" : module) + "." + name;
		byte[] pickle = new TorchWriter().global(module, name).text("x").operations(0x85, 'R').end().bytes();
		assertRefused(pickle, "names the Python object " + path + ", which is not part of plain weights");
		assertRefused(new TorchWriter().text(module).text(name).operations(0x93).end().bytes(),
				"names the Python object " + path);
	}

	@Test
	void nameOfAnUnknownGlobalIsPrintedOnOneLine() {
		assertRefused(new TorchWriter().text("a\nb\u001b[31m").text("c".repeat(500)).operations(0x93).end().bytes(),
				"names the Python object a?b??31m.ccc");
	}

	private static Stream<TorchWriter> hostilePickles() {
		TorchWriter laughs = new TorchWriter().operations("]q", 0);
		for (int i = 0; i < 200; i++) {
			laughs.operations("](").repeat(10, 'h', i).operations('e', 'q', i + 1);
		}
		return Stream.of(laughs, new TorchWriter().repeat(300_000, ']'), new TorchWriter().repeat(300_000, '('),
				new TorchWriter().repeat(300_000, '}').repeat(1000, 0x85),
				new TorchWriter().operations("]q", 0, 'h', 0, 'a'),
				new TorchWriter().operations("}q", 0).text("a").operations('h', 0, 's', 'h', 0, 'h', 0, 's'),
				new TorchWriter().operations("}q", 0, 'h', 0, 'h', 0, 's'), new TorchWriter().operations('h', 7),
				new TorchWriter().operations('j').number(-1), new TorchWriter().operations('q', 1),
				new TorchWriter().operations('t'), new TorchWriter().operations('R'),
				new TorchWriter().operations(")R"), new TorchWriter().operations('('),
				new TorchWriter().operations("}a"), new TorchWriter().operations("]s"),
				new TorchWriter().operations("}(N").text("a").operations("Nu"), new TorchWriter().operations("}Q"),
				new TorchWriter().text("storage").operations(0x85, 'Q'),
				new TorchWriter().text("module").operations(0x85, 'Q'), new TorchWriter().operations('X').number(-1),
				new TorchWriter().operations('X').number(1 << 30),
				new TorchWriter().operations(0x8d).number(-1).number(-1), new TorchWriter().operations('B').number(-1),
				new TorchWriter().operations(0x8b).number(1 << 30), new TorchWriter().operations(0x95),
				new TorchWriter().operations(0x80, 0), new TorchWriter().operations('I', '1', '\n'),
				new TorchWriter().operations("Pid\n"), new TorchWriter().operations("ios\nsystem\n"),
				new TorchWriter().operations(0x82, 1), new TorchWriter().operations(0xff),
				new TorchWriter().global("torch", "FloatStorage").operations(")R"),
				new TorchWriter().global("torch._utils", "_rebuild_tensor_v2").operations(")R"),
				new TorchWriter().global("torch._utils", "_rebuild_parameter").operations("}", 0x85, 'R'),
				new TorchWriter().global("torch._tensor", "_rebuild_from_type_v2")
					.global("torch._tensor", "_rebuild_from_type_v2")
					.operations("N)N(t1)R"));
	}

	@ParameterizedTest
	@MethodSource("hostilePickles")
	void hostilePickleIsRefusedAtLittleCost(TorchWriter writer) {
		assertRefused(writer.end().bytes(), "");
	}

	@Test
	void pickleOfTooManyOperationsIsRefused() {
		byte[] pickle = new TorchWriter().repeat(1_000_001, 'N').pickle();
		TorchWriter.write(file(), new TorchWriter().entry("x/data.pkl", pickle).bytes());
		assertThatExceptionOfType(InvalidModelException.class).isThrownBy(() -> TorchFile.read(file()))
			.withMessage("file.pth has a pickle of more than 1000000 operations");
	}

}
