"""A Gradio page with nothing on it but a box, started as a process of its own: the baseline of our page's start."""

import sys

import gradio as gr


def main(port: int) -> None:
    """Serve on this port of this machine until terminated."""
    with gr.Blocks(analytics_enabled=False) as page:
        gr.Textbox()
    page.launch(server_name="127.0.0.1", server_port=port, quiet=True, share=False)


if __name__ == "__main__":
    main(int(sys.argv[1]))
