import { endsBy } from '../family.js';
import { store } from './store.js';

/** Servers of models: what they have loaded is gone with the pod. */
export const MODELS = [
  store('ollama', [11434], ['ollama/ollama', 'ollama'], 'ollama/ollama docs, docker', {
    programs: ['ollama'],
    modes: [endsBy('pull', 'run', 'create', 'list', 'show', 'cp', 'rm', 'push')],
  }),
  store(
    'llama-cpp',
    [8080],
    ['ggml-org/llama.cpp', 'ggerganov/llama.cpp', 'llama.cpp'],
    'ggml-org/llama.cpp tools/server README',
    { programs: ['llama-server'] },
  ),
  store(
    'text-inference',
    [80, 3000],
    [
      'huggingface/text-embeddings-inference',
      'text-embeddings-inference',
      'text-generation-inference',
    ],
    'huggingface.co docs, text-embeddings-inference',
    { programs: ['text-embeddings-router', 'text-generation-launcher'] },
  ),
  store('vllm', [8000], ['vllm/vllm-openai', 'vllm-openai'], 'docs.vllm.ai, deployment/docker'),
  store(
    'whisper',
    [9000, 8000],
    ['openai-whisper-asr-webservice', 'faster-whisper-server', 'fedirz/faster-whisper-server'],
    'ahmetoner/whisper-asr-webservice README',
  ),
  store(
    'triton',
    [8000, 8001, 8002],
    ['nvidia/tritonserver', 'tritonserver'],
    'triton-inference-server docs, quickstart',
  ),
];
