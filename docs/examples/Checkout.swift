import UIKit
import WebKit

/// Shows the checkout, and lets the app's wallet pay.
final class CheckoutController: UIViewController, WKScriptMessageHandlerWithReply, WKNavigationDelegate {
    private let host = "checkout.partner.example"

    /// Pays a `payment_initiated` detail and gives the transaction's id, or nil if the user declined.
    var pay: (([String: Any]) async -> String?)?

    override func viewDidLoad() {
        super.viewDidLoad()
        let configuration = WKWebViewConfiguration()
        configuration.userContentController.addScriptMessageHandler(
            self, contentWorld: .page, name: "cryptorefillsCheckout")
        let web = WKWebView(frame: view.bounds, configuration: configuration)
        web.autoresizingMask = [.flexibleWidth, .flexibleHeight]
        web.navigationDelegate = self
        view.addSubview(web)
        web.load(URLRequest(url: URL(string: "https://\(host)/")!))
    }

    func userContentController(
        _ controller: WKUserContentController, didReceive message: WKScriptMessage
    ) async -> (Any?, String?) {
        guard message.frameInfo.isMainFrame, message.frameInfo.securityOrigin.host == host,
            let body = message.body as? [String: Any],
            body["source"] as? String == "cryptorefills-checkout", body["version"] as? Int == 1,
            body["type"] as? String == "payment_initiated",
            let detail = body["detail"] as? [String: Any], let attempt = detail["attempt"] as? String
        else { return (nil, nil) }
        let transaction = await pay?(detail)
        var answer = ["type": "payment_intent_result", "attempt": attempt]
        answer["result"] = transaction == nil ? "rejected" : "sent"
        answer["transaction"] = transaction
        return (answer, nil)
    }

    /// Links to wallets and other sites leave the web view.
    func webView(_ webView: WKWebView, decidePolicyFor action: WKNavigationAction) async -> WKNavigationActionPolicy {
        guard let url = action.request.url, url.host != host else { return .allow }
        await UIApplication.shared.open(url)
        return .cancel
    }
}
