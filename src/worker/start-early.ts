import { InferenceSession } from 'onnxruntime-web/webgpu';
import { exclusive } from './exclusive.ts';

/**
 * The smallest graph there is: y = Identity(x), one number. An ONNX ModelProto, field by field (onnx.proto3): ir_version 8;
 * graph { node { input "x", output "y", op_type "Identity" }, name "g", input x and output y: float32 [1] }; opset 13.
 */
function identityGraph(): Uint8Array {
  const text = (value: string) => Array.from(value, (character) => character.charCodeAt(0));
  const field = (tag: number, content: readonly number[]) => [tag, content.length, ...content];
  const shape = field(0x12, field(0x0a, [0x08, 1]));
  const type = field(0x12, field(0x0a, [0x08, 1, ...shape]));
  const value = (name: string) => [...field(0x0a, text(name)), ...type];
  const node = [...field(0x0a, text('x')), ...field(0x12, text('y')), ...field(0x22, text('Identity'))];
  const graph = [
    ...field(0x0a, node),
    ...field(0x12, text('g')),
    ...field(0x5a, value('x')),
    ...field(0x62, value('y')),
  ];
  return Uint8Array.from([0x08, 8, ...field(0x3a, graph), ...field(0x42, [0x10, 13])]);
}

/**
 * Has ONNX Runtime fetch, compile and start its WebAssembly now, while a model is still on its way: it does so with its first
 * session, and so one of a hundred bytes is made. Never rejects: what is wrong shows with the model's own session, which
 * then says so.
 *
 * @param providers as the model's session will have them, since the first session fixes what they share
 */
export async function startEarly(providers: InferenceSession.ExecutionProviderConfig[]): Promise<void> {
  try {
    await exclusive(async () => {
      const session = await InferenceSession.create(identityGraph(), {
        executionProviders: providers,
        logSeverityLevel: 3,
      });
      await session.release();
    });
  } catch {
    // See above.
  }
}
