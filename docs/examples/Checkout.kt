package example.partner.checkout

import android.annotation.SuppressLint
import android.content.ActivityNotFoundException
import android.content.Intent
import android.webkit.WebResourceRequest
import android.webkit.WebView
import android.webkit.WebViewClient
import androidx.webkit.WebViewCompat
import androidx.webkit.WebViewFeature
import org.json.JSONObject

private const val ORIGIN = "https://checkout.partner.example"

/** Shows the checkout. [pay] gets a `payment_initiated` detail and calls back with a transaction's id, or null. */
@SuppressLint("SetJavaScriptEnabled")
fun showCheckout(web: WebView, pay: (JSONObject, (String?) -> Unit) -> Unit) {
    web.settings.javaScriptEnabled = true
    web.settings.domStorageEnabled = true
    web.webViewClient = object : WebViewClient() {
        // Links to wallets and other sites leave the web view.
        override fun shouldOverrideUrlLoading(view: WebView, request: WebResourceRequest): Boolean {
            if (request.url.toString().startsWith("$ORIGIN/")) return false
            try {
                view.context.startActivity(Intent(Intent.ACTION_VIEW, request.url))
            } catch (_: ActivityNotFoundException) {
                // No app for this wallet's scheme: the QR code and copying remain.
            }
            return true
        }
    }
    if (WebViewFeature.isFeatureSupported(WebViewFeature.WEB_MESSAGE_LISTENER)) {
        WebViewCompat.addWebMessageListener(web, "CryptorefillsCheckoutHost", setOf(ORIGIN)) { _, message, _, main, reply ->
            val said = JSONObject(message.data ?: "{}")
            val ours = said.optString("source") == "cryptorefills-checkout" && said.optInt("version") == 1
            if (main && ours && said.optString("type") == "payment_initiated") {
                val detail = said.getJSONObject("detail")
                pay(detail) { transaction ->
                    val answer = JSONObject()
                        .put("type", "payment_intent_result")
                        .put("attempt", detail.getString("attempt"))
                        .put("result", if (transaction == null) "rejected" else "sent")
                        .putOpt("transaction", transaction)
                    web.post { reply.postMessage(answer.toString()) }
                }
            }
        }
    }
    web.loadUrl("$ORIGIN/")
}
